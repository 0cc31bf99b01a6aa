-- How many articles and frames coders of $coder_kinds left undecided (a tie), of how many.
SELECT count(*) FILTER (basis = 'undecided') AS n_undecided, count(*) AS n_judged, count(*) FILTER (basis = 'adjudicated') AS n_adjudicated
FROM gold_judgements($coder_kinds, $codebook_version)
