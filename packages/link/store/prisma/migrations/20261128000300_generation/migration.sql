-- What is counted to every edition of a read model (articles, shelves, stock): by so much are they later than their offsets since its rows were made anew. No
-- fold of events writes it.
CREATE TABLE edition_generation (key text PRIMARY KEY, "offset" bigint NOT NULL);
