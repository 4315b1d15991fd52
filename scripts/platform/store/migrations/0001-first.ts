export const first = /* sql */ `
  -- One row for each thing that kiosks show. Its newest change is its place in the feed; deletions are rows too (tombstones).
  create table catalogue_item (
    kind    text    not null check (kind in ('posting', 'event', 'policy', 'course')),
    id      text    not null,
    version integer not null check (version > 0),
    seq     bigint  not null unique,
    item    jsonb,            -- null: deleted
    changed timestamptz not null,
    primary key (kind, id)
  );
  create index catalogue_feed on catalogue_item (kind, seq);

  -- Handed out under the change lock, so that numbers become visible in their order.
  create table feed (only_one boolean primary key default true check (only_one), last_seq bigint not null, floor_seq bigint not null);
  insert into feed (last_seq, floor_seq) values (0, 0);

  create table bulk_notice (kind text primary key, count integer not null, reason text not null, until timestamptz not null);

  create table enrolment_code (
    code_hash text primary key,
    expires   timestamptz not null,
    used      timestamptz
  );

  create table device (
    id          text primary key,
    station_id  text not null,
    area_code   text not null,
    device_key  text not null unique,
    slip_key    text not null,
    certificate text not null,
    enrolled    timestamptz not null,
    revoked     timestamptz
  );

  create table token (
    token_hash text primary key,
    device_id  text not null references device (id),
    expires    timestamptz not null
  );
  create table used_nonce (nonce text primary key, expires timestamptz not null);

  -- The promise "same key, same answer", kept at least 90 days.
  create table idempotency (
    key          text primary key,
    device_id    text not null references device (id),
    request_hash text not null,
    reply        jsonb not null,
    received     timestamptz not null
  );

  create table submission (
    id         bigint generated always as identity primary key,
    key        text not null unique references idempotency (key),
    kind       text not null,
    subject    text not null,
    station_id text not null,
    device_id  text not null references device (id),
    sequence   bigint not null,
    payload    jsonb not null,
    received   timestamptz not null
  );

  -- One person applies once for one posting, however many terminals say so.
  create table application (
    posting_id text not null,
    applicant  text not null, -- the ID number: the platform's own key for a person
    key        text not null references submission (key),
    primary key (posting_id, applicant)
  );

  create table help_case (
    id          text primary key,
    station_id  text not null,
    screen      text not null,
    state       text not null check (state in ('open', 'answered', 'closed')),
    answered_by text,
    opened      timestamptz not null
  );

  create table station_duty (station_id text primary key, name text, until timestamptz);
  create table station_neighbour (
    station_id   text not null,
    name         text not null,
    walk_minutes integer not null,
    prints       boolean not null,
    as_of        timestamptz not null,
    primary key (station_id, name)
  );
`;
