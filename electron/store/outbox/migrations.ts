/** In order, never edited once shipped. The place in this list is the schema version. */
const first = /* sql */ `
  create table submission (
    seq          integer primary key autoincrement, -- local order; never reused
    key          text    not null unique,           -- 16 random bytes, hex
    subject      text    not null,                  -- 8 random bytes, hex: the visit; never derived from a person
    kind         text    not null,
    schema       integer not null,
    sealing_key  text    not null,
    encapsulated blob,                              -- null once delivered
    ciphertext   blob,
    state        text    not null check (state in ('waiting', 'delivered', 'poison', 'stuck')),
    tries        integer not null default 0,
    taken_at     text    not null,                  -- wall clock, ISO 8601
    wall_trusted integer not null,
    settled_at   text,
    last_code    text,
    number       text    not null,                  -- of the day, said aloud
    receipt      text,
    check ((state in ('waiting', 'poison', 'stuck')) = (ciphertext is not null))
  ) strict;
  create index submission_due on submission (state, seq);

  -- The station's count of the day, for voices.
  create table day_number (day text primary key, last integer not null) strict, without rowid;
`;

export const outboxMigrations: readonly string[] = [first];
