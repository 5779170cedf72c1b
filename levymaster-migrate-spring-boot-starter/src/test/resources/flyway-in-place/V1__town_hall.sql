create table town_hall (name text default '${county}');
