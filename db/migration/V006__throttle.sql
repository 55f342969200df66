-- Token buckets of the request rates, one for each limited operation; written only when a rate is set.

create table rate_bucket (
    operation text             primary key,
    tokens    double precision not null,
    filled_at timestamptz      not null
);
