-- Gives each of the :contacts of a run eight more messages, so ten items, and its words for the search of transcripts. The
-- vocabulary has 20,000 words. As in a language, the n-th most frequent word is said about a n-th as often as the most
-- frequent one: that is in nearly every contact, the 100th in one of ten, and the last in one of 2,000.

\set ON_ERROR_STOP on

create function bench.word(rank integer) returns text language sql immutable parallel safe
return translate(cast(rank as text), '0123456789', 'bcdfghjklm');

insert into transcript_item (
    session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id, display_name, role)
select id, sequence, gen_random_uuid(), id, bench.began_at(n) + interval '1 minute' * (sequence - 2), 'MESSAGE',
       'text/plain', said.words, id, case sequence % 2 when 0 then 'Ada' else 'Grace' end,
       case sequence % 2 when 0 then 'CUSTOMER' else 'AGENT' end
from generate_series(0, :contacts - 1) n, bench.contact_id(n) id, generate_series(3, 10) sequence
cross join lateral (
    -- Refers to the row, so that each row has words of its own.
    select string_agg(bench.word(cast(exp(random() * ln(20000)) as integer)), ' ') as words
    from generate_series(1, 12)
    where n >= 0 and sequence > 0
) said;

-- From: ContactTextRepository#write
insert into contact_text (contact_id, instance_id, initiated_at, queue_id, agent_id, language, newest, words)
select contact_id, :'instance', min(contact.initiated_at),
       cast('00000000-0000-7000-8000-000000000' || 100 + n % 20 as uuid),
       cast('00000000-0000-7000-8000-00000000' || 1000 + n % 1000 as uuid), 'simple', max(sequence),
       setweight(to_tsvector('simple', string_agg(content, E'\n') filter (where role = 'CUSTOMER')), 'A')
           || setweight(to_tsvector('simple', string_agg(content, E'\n') filter (where role = 'AGENT')), 'B')
from generate_series(0, :contacts - 1) n
join contact on contact.id = bench.contact_id(n)
join transcript_item on session_id = contact.id
where type = 'MESSAGE'
group by contact_id, n
order by contact_id;

delete from contact_text_due;

vacuum analyze transcript_item, contact_text;
