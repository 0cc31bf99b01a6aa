-- Codebooks by edition, what their coders read, and their whole text, so that an old version can be shown again.
ALTER TABLE codebooks ADD COLUMN edition VARCHAR;
COMMENT ON COLUMN codebooks.edition IS 'Name of the version for people, e.g. 1.1; null where it was registered before editions';
ALTER TABLE codebooks ADD COLUMN instructions_version VARCHAR;
COMMENT ON COLUMN codebooks.instructions_version IS 'Hash of what a coder reads (ids, names, definitions, what counts, what does not): codings of versions that share it answer the same question';
ALTER TABLE codebooks ADD COLUMN content VARCHAR;
COMMENT ON COLUMN codebooks.content IS 'The whole codebook as a JSON object, with prototypes and hypotheses; null where it was registered before contents were kept';
