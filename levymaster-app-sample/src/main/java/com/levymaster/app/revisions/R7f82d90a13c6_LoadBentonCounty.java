package com.levymaster.app.revisions;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import java.util.List;

/**
 * Loads the data of a county: districts and tax codes for 2025 and 2026, levy rates for 2025, and some properties. What the
 * county has already is kept. Each file is recorded in {@code import_log}.
 *
 * <p>Uses plain SQL and dedicated files: a revision must keep its meaning, while entities and importers change.
 */
@Revision(id = "7f82d90a13c6", downRevision = "6e71c8f902b5", message = "Load Benton County")
class R7f82d90a13c6_LoadBentonCounty implements Migration {

    private static final SeedFile TAX_DISTRICTS = new SeedFile(
            "tax_districts.csv",
            "TAX_DISTRICT",
            "tax_district",
            "select from tax_district where district_code = :levy_code and year = :year::integer",
            """
            insert into tax_district (tax_district_id, year, district_code, levy_code, linked_levy_code, district_name,
              district_type, county, state, is_active, created_at, updated_at)
            values (:tax_district_id::integer, :year::integer, :levy_code, :levy_code, nullif(:linked_levy_code, ''),
              :district_name, :district_type, 'Benton', 'WA', true, now() at time zone 'utc', now() at time zone 'utc')
            """);

    private static final SeedFile TAX_CODES = new SeedFile("tax_codes.csv", "TAX_CODE", "tax_code", """
            select from tax_code c join tax_district d on d.id = c.tax_district_id
            where c.tax_code = :tax_code and d.district_code = :levy_code and d.year = :year::integer
              and c.year = :year::integer
            """, """
            insert into tax_code (tax_code, year, tax_district_id, description, total_assessed_value, total_levy_amount,
              effective_tax_rate, created_at, updated_at)
            select :tax_code, year, id, :description, 0, 0, 0, now() at time zone 'utc', now() at time zone 'utc'
            from tax_district where district_code = :levy_code and year = :year::integer
            """);

    private static final SeedFile LEVY_RATES = new SeedFile("levy_rates.csv", "RATE", "levy_rate", """
            select from levy_rate r join tax_district d on d.id = r.tax_district_id
            where r.is_final and r.year = :year::integer and d.district_code = :levy_code and d.year = :year::integer
            """, """
            insert into levy_rate (tax_district_id, year, levy_rate, levy_amount, assessed_value_basis, is_final,
              created_at, updated_at)
            select id, year, :levy_rate::numeric, :levy_amount::numeric, :assessed_value_basis::numeric, true,
              now() at time zone 'utc', now() at time zone 'utc'
            from tax_district where district_code = :levy_code and year = :year::integer
            """);

    private static final SeedFile PROPERTIES = new SeedFile(
            "properties.csv",
            "PROPERTY",
            "property",
            "select from property where property_id = :property_id and year = :year::integer",
            """
            insert into property (property_id, year, tax_code_id, assessed_value, property_type, property_address, city,
              state, created_at, updated_at)
            select :property_id, year, id, :assessed_value::double precision, :property_type::propertytype,
              :property_address, :city, 'WA', now() at time zone 'utc', now() at time zone 'utc'
            from tax_code where tax_code = :tax_code and year = :year::integer
            """);

    private static final List<SeedFile> FILES = List.of(TAX_DISTRICTS, TAX_CODES, LEVY_RATES, PROPERTIES);

    @Override
    public void upgrade(Operations op) {
        for (SeedFile file : FILES) {
            op.data("load " + file.name(), file::load).reversedBy(file::remove);
        }
    }

    /** Deletes the rows that it has inserted, in reverse order of files. Fails if other rows refer to them. */
    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
