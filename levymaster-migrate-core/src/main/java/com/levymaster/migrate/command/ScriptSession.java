package com.levymaster.migrate.command;

import java.util.List;

/**
 * The statements of a script that put the session back after each revision that may have changed it: role, search path and
 * other settings, as a run does. What the session had before the script is kept in a temporary table.
 */
final class ScriptSession {

    /** Without the notice of {@code drop … if exists}. */
    static final List<String> SAVE = List.of("""
              do $levymaster$ begin
                if pg_catalog.to_regclass('pg_temp.levymaster_session') is not null then
                  drop table pg_temp.levymaster_session;
                end if;
              end $levymaster$;\
              """, """
              create table pg_temp.levymaster_session (
                place pg_catalog.int4, name pg_catalog.text, setting pg_catalog.text);\
              """, """
              insert into pg_temp.levymaster_session
                select 1, 'session_authorization', session_user::pg_catalog.text
                union all select 2, 'role', pg_catalog.current_setting('role')
                union all select 3, s.name, s.setting from pg_catalog.pg_settings s
                  where s.source operator(pg_catalog.=) 'session' and s.context operator(pg_catalog.<>) 'internal'
                    and s.name operator(pg_catalog.<>) all (array['session_authorization', 'role', 'transaction_isolation',
                      'transaction_read_only', 'transaction_deferrable']);\
              """);

    static final List<String> RESTORE = List.of("reset session authorization;", "reset role;", "reset all;", """
        do $levymaster$ begin
          if pg_catalog.to_regclass('pg_temp.levymaster_session') is not null then
            perform pg_catalog.set_config(name, setting, false)
              from (select * from pg_temp.levymaster_session order by place) saved;
          end if;
        end $levymaster$;\
        """);

    static final List<String> FORGET = List.of("drop table if exists pg_temp.levymaster_session;");

    private ScriptSession() {}
}
