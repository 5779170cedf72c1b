create or replace view town_names as select '${county}' as county;
