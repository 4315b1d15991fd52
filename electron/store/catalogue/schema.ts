/** Rebuilt whenever it changes: a file made by another text than this one is set aside and fetched anew. */
export const CATALOGUE_SCHEMA = /* sql */ `
  create table cursor (
    kind        text primary key,
    after       integer not null,
    complete_at text,
    generation  integer not null default 0,
    feed        text,
    began       integer not null default 0
  ) strict, without rowid;

  -- What was removed at the platform's word, for the brake: kept as long as it counts.
  create table removal (kind text not null, at text not null, count integer not null) strict;

  create table posting (
    id            text primary key,
    version       integer not null,
    generation    integer not null,
    doubtful      integer not null default 0,
    minutes       integer,          -- on foot from this station; null without coordinates
    published_at  text    not null,
    valid_through text    not null,
    paid_daily    integer not null,
    morning       integer not null,
    meals         integer not null,
    seated        integer not null,
    any_education integer not null,
    item          text    not null
  ) strict, without rowid;
  -- Nearest first, then newest: index order is answer order, and everything that is counted stands in it.
  create index posting_order on posting
    (ifnull(minutes, 99999), published_at desc, id, valid_through, paid_daily, morning, meals, seated, any_education);
  create index posting_published on posting (published_at);

  create table event (
    id         text primary key,
    version    integer not null,
    generation integer not null,
    doubtful   integer not null default 0,
    minutes    integer,
    kind       text    not null,
    starts_at  text    not null,
    ends_at    text    not null,
    words      text    not null,
    item       text    not null
  ) strict, without rowid;
  create index event_order on event (ends_at, starts_at);

  create table policy (
    id         text primary key,
    version    integer not null,
    generation integer not null,
    doubtful   integer not null default 0,
    issued_on  text,
    sample     integer not null,
    words      text    not null,
    item       text    not null
  ) strict, without rowid;

  create table course (
    id         text primary key,
    version    integer not null,
    generation integer not null,
    doubtful   integer not null default 0,
    starts_on  text    not null,
    item       text    not null
  ) strict, without rowid;
`;
