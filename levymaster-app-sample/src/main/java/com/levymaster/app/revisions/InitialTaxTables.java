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

/** Tables of the initial schema for districts, codes, properties and levies. */
final class InitialTaxTables {

    private InitialTaxTables() {}

    static void create(Operations op) {
        table(op, "tax_district", InitialTaxTables::taxDistrict);
        table(op, "tax_code", InitialTaxTables::taxCode);
        table(op, "tax_code_historical_rate", InitialTaxTables::taxCodeHistoricalRate);
        table(op, "property", InitialTaxTables::property);
        table(op, "levy_rate", InitialTaxTables::levyRate);
        table(op, "levy_scenario", InitialTaxTables::levyScenario);
        table(op, "levy_override_log", InitialTaxTables::levyOverrideLog);
        table(op, "levy_audit_record", InitialTaxTables::levyAuditRecord);
        table(op, "compliance_issue", InitialTaxTables::complianceIssue);
        table(op, "forecast", InitialTaxTables::forecast);
    }

    static void taxDistrict(TableSpec t) {
        t.column("year", integer()).notNull();
        t.column("district_name", varchar(128)).notNull();
        t.column("district_code", varchar(16)).notNull();
        t.column("district_type", varchar(64));
        t.column("county", varchar(64));
        t.column("state", varchar(2));
        t.column("description", text());
        t.column("is_active", bool());
        t.column("contact_name", varchar(128));
        t.column("contact_email", varchar(128));
        t.column("contact_phone", varchar(20));
        t.column("statutory_limit", doublePrecision());
        t.column("tax_district_id", integer());
        t.column("levy_code", varchar(16));
        t.column("linked_levy_code", varchar(16));
        audited(t, "tax_district");
        t.unique("uix_district_code_year").on("district_code", "year");
        t.index("ix_tax_district_year").on("year");
    }

    static void taxCode(TableSpec t) {
        t.column("year", integer()).notNull();
        t.column("tax_code", varchar(16)).notNull();
        t.column("tax_district_id", integer()).notNull();
        reference(t, "tax_code", "tax_district_id", "tax_district");
        t.column("description", text());
        t.column("total_assessed_value", doublePrecision());
        t.column("total_levy_amount", doublePrecision());
        t.column("effective_tax_rate", doublePrecision());
        audited(t, "tax_code");
        t.unique("uix_tax_code_district_year").on("tax_code", "tax_district_id", "year");
        t.index("ix_tax_code_tax_code").on("tax_code");
        t.index("ix_tax_code_tax_district_id").on("tax_district_id");
        t.index("ix_tax_code_year").on("year");
    }

    static void taxCodeHistoricalRate(TableSpec t) {
        t.column("tax_code_id", integer()).notNull();
        reference(t, "tax_code_historical_rate", "tax_code_id", "tax_code");
        t.column("year", integer()).notNull();
        t.column("levy_rate", doublePrecision()).notNull();
        t.column("levy_amount", doublePrecision());
        t.column("total_assessed_value", doublePrecision());
        audited(t, "tax_code_historical_rate");
        t.unique("uix_tax_code_year").on("tax_code_id", "year");
        t.index("ix_tax_code_historical_rate_tax_code_id").on("tax_code_id");
        t.index("ix_tax_code_historical_rate_year").on("year");
    }

    static void property(TableSpec t) {
        t.column("year", integer()).notNull();
        t.column("property_id", varchar(64)).notNull();
        t.column("tax_code_id", integer()).notNull();
        reference(t, "property", "tax_code_id", "tax_code");
        t.column("owner_name", varchar(128));
        t.column("property_address", varchar(256));
        t.column("city", varchar(64));
        t.column("state", varchar(2));
        t.column("zip_code", varchar(10));
        t.column("property_type", enumType("propertytype"));
        t.column("assessed_value", doublePrecision());
        t.column("market_value", doublePrecision());
        t.column("land_value", doublePrecision());
        t.column("building_value", doublePrecision());
        t.column("tax_exempt", bool());
        t.column("exemption_amount", doublePrecision());
        t.column("taxable_value", doublePrecision());
        t.column("tax_amount", doublePrecision());
        t.column("longitude", doublePrecision());
        t.column("latitude", doublePrecision());
        audited(t, "property");
        t.unique("uix_property_year").on("property_id", "year");
        t.index("idx_property_location").on("longitude", "latitude");
        t.index("ix_property_property_id").on("property_id");
        t.index("ix_property_tax_code_id").on("tax_code_id");
        t.index("ix_property_year").on("year");
    }

    static void levyRate(TableSpec t) {
        t.column("year", integer()).notNull();
        t.column("tax_district_id", integer()).notNull();
        reference(t, "levy_rate", "tax_district_id", "tax_district");
        t.column("levy_rate", doublePrecision()).notNull();
        t.column("levy_amount", doublePrecision()).notNull();
        t.column("assessed_value_basis", doublePrecision()).notNull();
        t.column("is_final", bool());
        t.column("notes", text());
        audited(t, "levy_rate");
        t.check("check_assessed_value_positive").that("assessed_value_basis > 0");
        t.check("check_levy_amount_positive").that("levy_amount >= 0");
        t.check("check_levy_rate_positive").that("levy_rate >= 0");
        t.unique("uix_district_year_final").on("tax_district_id", "year", "is_final");
        t.index("ix_levy_rate_tax_district_id").on("tax_district_id");
        t.index("ix_levy_rate_year").on("year");
    }

    static void levyScenario(TableSpec t) {
        t.column("year", integer()).notNull();
        t.column("user_id", integer()).notNull();
        reference(t, "levy_scenario", "user_id", "user");
        t.column("name", varchar(128)).notNull();
        t.column("description", text());
        t.column("tax_district_id", integer()).notNull();
        reference(t, "levy_scenario", "tax_district_id", "tax_district");
        t.column("base_year", integer()).notNull();
        t.column("target_year", integer()).notNull();
        t.column("levy_amount", doublePrecision());
        t.column("assessed_value_change", doublePrecision());
        t.column("new_construction_value", doublePrecision());
        t.column("annexation_value", doublePrecision());
        t.column("is_public", bool());
        t.column("result_levy_rate", doublePrecision());
        t.column("result_levy_amount", doublePrecision());
        t.column("status", varchar(32));
        audited(t, "levy_scenario");
        t.index("ix_levy_scenario_year").on("year");
    }

    static void levyOverrideLog(TableSpec t) {
        t.column("user_id", integer()).notNull();
        reference(t, "levy_override_log", "user_id", "user");
        t.column("timestamp", timestamp()).notNull();
        t.column("tax_district_id", integer());
        reference(t, "levy_override_log", "tax_district_id", "tax_district");
        t.column("tax_code_id", integer());
        reference(t, "levy_override_log", "tax_code_id", "tax_code");
        t.column("year", integer()).notNull();
        t.column("field_name", varchar(64)).notNull();
        t.column("original_value", doublePrecision()).notNull();
        t.column("override_value", doublePrecision()).notNull();
        t.column("percent_change", doublePrecision());
        t.column("justification", text());
        t.column("requires_approval", bool());
        t.column("approved", bool());
        t.column("approver_id", integer());
        reference(t, "levy_override_log", "approver_id", "user");
        t.column("approval_timestamp", timestamp());
        t.column("approval_notes", text());
        t.column("calculation_params", json());
        t.index("idx_override_approval_status").on("requires_approval", "approved");
        t.index("idx_override_district_year").on("tax_district_id", "year");
        t.index("idx_override_user_field").on("user_id", "field_name");
        t.index("ix_levy_override_log_tax_code_id").on("tax_code_id");
        t.index("ix_levy_override_log_tax_district_id").on("tax_district_id");
        t.index("ix_levy_override_log_timestamp").on("timestamp");
        t.index("ix_levy_override_log_user_id").on("user_id");
        t.index("ix_levy_override_log_year").on("year");
    }

    static void levyAuditRecord(TableSpec t) {
        t.column("user_id", integer()).notNull();
        reference(t, "levy_audit_record", "user_id", "user");
        t.column("tax_district_id", integer());
        reference(t, "levy_audit_record", "tax_district_id", "tax_district");
        t.column("tax_code_id", integer());
        reference(t, "levy_audit_record", "tax_code_id", "tax_code");
        t.column("year", integer());
        t.column("audit_type", varchar(32)).notNull();
        t.column("full_audit", bool());
        t.column("compliance_score", doublePrecision());
        t.column("query", text());
        t.column("results", json());
        t.column("status", varchar(32)).notNull();
        t.column("error_details", text());
        timestamps(t);
        t.index("idx_audit_district_year").on("tax_district_id", "year");
        t.index("idx_audit_type_status").on("audit_type", "status");
        t.index("idx_audit_user_district").on("user_id", "tax_district_id");
        t.index("ix_levy_audit_record_audit_type").on("audit_type");
        t.index("ix_levy_audit_record_tax_code_id").on("tax_code_id");
        t.index("ix_levy_audit_record_tax_district_id").on("tax_district_id");
        t.index("ix_levy_audit_record_user_id").on("user_id");
        t.index("ix_levy_audit_record_year").on("year");
    }

    static void complianceIssue(TableSpec t) {
        t.column("year", integer()).notNull();
        t.column("tax_district_id", integer()).notNull();
        reference(t, "compliance_issue", "tax_district_id", "tax_district");
        t.column("issue_type", varchar(64)).notNull();
        t.column("severity", varchar(32)).notNull();
        t.column("description", text()).notNull();
        t.column("impact_amount", doublePrecision());
        t.column("resolution_status", varchar(32));
        t.column("resolution_notes", text());
        t.column("resolved_at", timestamp());
        t.column("resolved_by_id", integer());
        reference(t, "compliance_issue", "resolved_by_id", "user");
        audited(t, "compliance_issue");
        t.index("ix_compliance_issue_year").on("year");
    }

    static void forecast(TableSpec t) {
        t.column("user_id", integer()).notNull();
        reference(t, "forecast", "user_id", "user");
        t.column("name", varchar(128)).notNull();
        t.column("description", text());
        t.column("tax_district_id", integer());
        reference(t, "forecast", "tax_district_id", "tax_district");
        t.column("tax_code_id", integer());
        reference(t, "forecast", "tax_code_id", "tax_code");
        t.column("base_year", integer()).notNull();
        t.column("forecast_years", integer());
        t.column("model_type", varchar(64)).notNull();
        t.column("model_parameters", json());
        t.column("forecast_data", json());
        t.column("accuracy_metrics", json());
        t.column("confidence_intervals", json());
        t.column("is_public", bool());
        audited(t, "forecast");
        t.check("check_forecast_target")
                .that(
                        "(tax_district_id IS NULL AND tax_code_id IS NOT NULL) OR (tax_district_id IS NOT NULL AND tax_code_id IS NULL)");
    }
}
