create table heard_run ();
