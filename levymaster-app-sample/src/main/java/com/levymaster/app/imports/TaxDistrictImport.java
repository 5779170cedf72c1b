package com.levymaster.app.imports;

import com.levymaster.app.tax.TaxDistrict;
import com.levymaster.app.tax.TaxDistrictRepository;
import java.util.List;
import org.springframework.stereotype.Component;

/** Imports tax districts by levy code: existing districts are updated, unknown ones are added under their levy code. */
@Component
class TaxDistrictImport implements RowImport {

    private final TaxDistrictRepository districts;

    TaxDistrictImport(TaxDistrictRepository districts) {
        this.districts = districts;
    }

    @Override
    public ImportType type() {
        return ImportType.TAX_DISTRICT;
    }

    @Override
    public List<String> columns() {
        return List.of("tax_district_id", "year", "levy_code", "linked_levy_code");
    }

    @Override
    public void load(Row row, int year) throws RejectedRow {
        int taxDistrictId = row.integer("tax_district_id");
        String levyCode = row.text("levy_code", 16);
        String linkedLevyCode = row.optional("linked_levy_code", 16);
        if (row.integer("year") != year) {
            throw new RejectedRow("year is " + row.integer("year") + ", but this import is for " + year);
        }
        TaxDistrict district = districts
                .findByDistrictCodeAndYear(levyCode, year)
                .orElseGet(() -> new TaxDistrict(year, levyCode, "Levy " + levyCode));
        district.identify(taxDistrictId, levyCode, linkedLevyCode.isEmpty() ? null : linkedLevyCode);
        districts.save(district);
    }
}
