// The page that lies in every snapshot, for whoever opens one without the program.

export const snapshotReadme = `This is a whole notebook, written by Commonplace. It can be read without that program.

manifest.json              what the notebook is, when this was written, and every file here with its size and SHA-256
records/<kind>.ndjson      one record a line, each line a JSON object: note, source, excerpt, scorecard, judgement ...
records/body.ndjson        the text of a note or a source, as a list of pieces: "owner" is the id of its record
records/piece.ndjson       the pieces: "hash" is the SHA-256 of "content"; the pieces of a body, joined in their order,
                           are the blocks of its text, each a line of JSON
attachments/ab/abcd...     attached files, named by the SHA-256 of their bytes

A record with "deletedAt" lies in the trash. The comment of this zip file is the SHA-256 of all the bytes before the
end record: with it, any change to this file is noticed.
`;
