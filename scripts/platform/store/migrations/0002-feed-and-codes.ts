export const feedAndCodes = /* sql */ `
  -- Which feed this is: a database that is set up anew counts from one again, and kiosks must see that.
  alter table feed add column id text not null default replace(gen_random_uuid()::text, '-', '');

  -- The newest deletion that was forgotten, by kind: a cursor before it may have missed one.
  create table feed_floor (kind text primary key, seq bigint not null);
  alter table feed drop column floor_seq;

  -- A code is for one station; whoever used it may have its answer again.
  alter table enrolment_code add column station_id text;
  alter table enrolment_code add column device_key text;
`;
