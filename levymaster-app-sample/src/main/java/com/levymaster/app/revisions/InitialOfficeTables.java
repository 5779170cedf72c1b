package com.levymaster.app.revisions;

import static com.levymaster.app.revisions.InitialColumns.audited;
import static com.levymaster.app.revisions.InitialColumns.reference;
import static com.levymaster.app.revisions.InitialColumns.table;
import static com.levymaster.app.revisions.InitialColumns.timestamps;
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.doublePrecision;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.json;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.timestamp;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.op.TableSpec;

/** The tables of the initial schema about users, imports, reports, analyses and what was done. */
final class InitialOfficeTables {

    private InitialOfficeTables() {}

    static void create(Operations op) {
        table(op, "user", InitialOfficeTables::user);
        table(op, "system_setting", InitialOfficeTables::systemSetting);
        table(op, "glossary_term", InitialOfficeTables::glossaryTerm);
        table(op, "import_log", InitialOfficeTables::importLog);
        table(op, "export_log", InitialOfficeTables::exportLog);
        table(op, "report_template", InitialOfficeTables::reportTemplate);
        table(op, "scheduled_report", InitialOfficeTables::scheduledReport);
        table(op, "ai_analysis_request", InitialOfficeTables::aiAnalysisRequest);
        table(op, "analysis_result", InitialOfficeTables::analysisResult);
        table(op, "audit_log", InitialOfficeTables::auditLog);
        table(op, "user_action_log", InitialOfficeTables::userActionLog);
        table(op, "api_call_log", InitialOfficeTables::apiCallLog);
    }

    static void user(TableSpec t) {
        t.column("username", varchar(64)).notNull();
        t.column("email", varchar(120)).notNull();
        t.column("password_hash", varchar(256)).notNull();
        t.column("first_name", varchar(64));
        t.column("last_name", varchar(64));
        t.column("is_active", bool());
        t.column("is_admin", bool());
        t.column("last_login", timestamp());
        timestamps(t);
        t.unique("user_email_key").on("email");
        t.index("ix_user_username").on("username").unique();
    }

    static void systemSetting(TableSpec t) {
        t.column("key", varchar(64)).notNull();
        t.column("value", varchar(256)).notNull();
        t.column("description", text());
        t.index("ix_system_setting_key").on("key").unique();
    }

    static void glossaryTerm(TableSpec t) {
        t.column("term", varchar(128)).notNull();
        t.column("definition", text()).notNull();
        t.column("example", text());
        t.column("related_terms", text());
        t.column("category", varchar(64));
        t.column("source", varchar(256));
        audited(t, "glossary_term");
        t.unique("glossary_term_term_key").on("term");
    }

    static void importLog(TableSpec t) {
        t.column("user_id", integer());
        reference(t, "import_log", "user_id", "user");
        t.column("filename", varchar(256)).notNull();
        t.column("import_type", enumType("importtype"));
        t.column("record_count", integer());
        t.column("success_count", integer());
        t.column("error_count", integer());
        t.column("status", varchar(32));
        t.column("error_details", text());
        t.column("processing_time", doublePrecision());
        t.column("year", integer()).notNull();
        t.column("import_metadata", json());
        audited(t, "import_log");
        t.index("ix_import_log_user_id").on("user_id");
        t.index("ix_import_log_year").on("year");
    }

    static void exportLog(TableSpec t) {
        t.column("user_id", integer()).notNull();
        reference(t, "export_log", "user_id", "user");
        t.column("filename", varchar(256)).notNull();
        t.column("export_type", enumType("exporttype")).notNull();
        t.column("record_count", integer());
        t.column("status", varchar(32));
        t.column("error_details", text());
        t.column("processing_time", doublePrecision());
        t.column("year", integer()).notNull();
        t.column("export_metadata", json());
        audited(t, "export_log");
        t.index("ix_export_log_user_id").on("user_id");
        t.index("ix_export_log_year").on("year");
    }

    static void reportTemplate(TableSpec t) {
        t.column("user_id", integer()).notNull();
        reference(t, "report_template", "user_id", "user");
        t.column("name", varchar(128)).notNull();
        t.column("description", text());
        t.column("template_type", varchar(64)).notNull();
        t.column("content", text()).notNull();
        t.column("parameters", json());
        t.column("is_public", bool());
        audited(t, "report_template");
    }

    static void scheduledReport(TableSpec t) {
        t.column("user_id", integer()).notNull();
        reference(t, "scheduled_report", "user_id", "user");
        t.column("name", varchar(128)).notNull();
        t.column("description", text());
        t.column("report_type", varchar(64)).notNull();
        t.column("parameters", json()).notNull();
        t.column("schedule_type", varchar(32)).notNull();
        t.column("schedule_config", json()).notNull();
        t.column("recipients", text());
        t.column("is_active", bool());
        t.column("last_run", timestamp());
        t.column("next_run", timestamp());
        audited(t, "scheduled_report");
    }

    static void aiAnalysisRequest(TableSpec t) {
        t.column("user_id", integer()).notNull();
        reference(t, "ai_analysis_request", "user_id", "user");
        t.column("request_type", varchar(64)).notNull();
        t.column("prompt", text()).notNull();
        t.column("parameters", json());
        t.column("response", text());
        t.column("ai_response_metadata", json());
        t.column("processing_time", doublePrecision());
        t.column("status", varchar(32));
        t.column("error_details", text());
        audited(t, "ai_analysis_request");
    }

    static void analysisResult(TableSpec t) {
        t.column("user_id", integer()).notNull();
        reference(t, "analysis_result", "user_id", "user");
        t.column("name", varchar(128)).notNull();
        t.column("description", text());
        t.column("analysis_type", varchar(64)).notNull();
        t.column("parameters", json()).notNull();
        t.column("results", json()).notNull();
        t.column("visualization_data", json());
        t.column("start_year", integer()).notNull();
        t.column("end_year", integer()).notNull();
        t.column("is_public", bool());
        audited(t, "analysis_result");
    }

    static void auditLog(TableSpec t) {
        t.column("user_id", integer());
        reference(t, "audit_log", "user_id", "user");
        t.column("timestamp", timestamp()).notNull();
        t.column("table_name", varchar(64)).notNull();
        t.column("record_id", integer()).notNull();
        t.column("action", varchar(16)).notNull();
        t.column("old_values", json());
        t.column("new_values", json());
        t.column("ip_address", varchar(45));
        t.column("user_agent", varchar(256));
        t.index("ix_audit_log_table_name").on("table_name");
        t.index("ix_audit_log_timestamp").on("timestamp");
    }

    static void userActionLog(TableSpec t) {
        t.column("user_id", integer());
        reference(t, "user_action_log", "user_id", "user");
        t.column("timestamp", timestamp()).notNull();
        t.column("action_type", varchar(64)).notNull();
        t.column("module", varchar(64)).notNull();
        t.column("submodule", varchar(64));
        t.column("action_details", json());
        t.column("entity_type", varchar(64));
        t.column("entity_id", integer());
        t.column("ip_address", varchar(45));
        t.column("user_agent", varchar(256));
        t.column("session_id", varchar(128));
        t.column("success", bool()).notNull();
        t.column("error_message", text());
        t.column("duration_ms", doublePrecision());
        t.index("idx_user_action_type_module").on("action_type", "module");
        t.index("idx_user_entity_action").on("entity_type", "entity_id", "action_type");
        t.index("idx_user_timestamp_action").on("timestamp", "action_type");
        t.index("ix_user_action_log_action_type").on("action_type");
        t.index("ix_user_action_log_module").on("module");
        t.index("ix_user_action_log_session_id").on("session_id");
        t.index("ix_user_action_log_success").on("success");
        t.index("ix_user_action_log_timestamp").on("timestamp");
        t.index("ix_user_action_log_user_id").on("user_id");
    }

    static void apiCallLog(TableSpec t) {
        t.column("service", varchar(64)).notNull();
        t.column("endpoint", varchar(128)).notNull();
        t.column("method", varchar(16)).notNull();
        t.column("timestamp", timestamp());
        t.column("duration_ms", doublePrecision());
        t.column("status_code", integer());
        t.column("success", bool()).notNull();
        t.column("error_message", text());
        t.column("retry_count", integer()).notNull();
        t.column("params", json());
        t.column("response_summary", json());
        t.column("user_id", integer());
        reference(t, "api_call_log", "user_id", "user");
        t.index("idx_api_call_service_success").on("service", "success");
        t.index("idx_api_call_timestamp_service").on("timestamp", "service");
        t.index("ix_api_call_log_endpoint").on("endpoint");
        t.index("ix_api_call_log_service").on("service");
        t.index("ix_api_call_log_success").on("success");
        t.index("ix_api_call_log_timestamp").on("timestamp");
        t.index("ix_api_call_log_user_id").on("user_id");
    }
}
