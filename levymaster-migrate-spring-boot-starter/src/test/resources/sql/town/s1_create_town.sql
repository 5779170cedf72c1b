-- revision: s1
-- down_revision: n2
-- message: create town

-- upgrade
create table town (name text default '${county}');

-- downgrade
drop table town;
