-- What was measured of coders under $codebook_version.
DELETE FROM coder_agreement WHERE codebook_version = $codebook_version
