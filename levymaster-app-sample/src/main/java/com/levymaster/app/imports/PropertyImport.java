package com.levymaster.app.imports;

import com.levymaster.app.property.Property;
import com.levymaster.app.property.PropertyRepository;
import com.levymaster.app.tax.TaxCode;
import com.levymaster.app.tax.TaxCodeRepository;
import java.util.List;
import org.springframework.stereotype.Component;

/** Imports properties with their assessed values: existing properties are updated, unknown ones are added. */
@Component
class PropertyImport implements RowImport {

    private final PropertyRepository properties;
    private final TaxCodeRepository codes;

    PropertyImport(PropertyRepository properties, TaxCodeRepository codes) {
        this.properties = properties;
        this.codes = codes;
    }

    @Override
    public ImportType type() {
        return ImportType.PROPERTY;
    }

    @Override
    public List<String> columns() {
        return List.of("property_id", "assessed_value", "tax_code");
    }

    @Override
    public void load(Row row, int year) throws RejectedRow {
        String propertyId = row.text("property_id", 64);
        double assessedValue = row.amount("assessed_value");
        TaxCode code = code(row.text("tax_code", 16), year);
        Property property =
                properties.findByPropertyIdAndYear(propertyId, year).orElseGet(() -> new Property(propertyId, code));
        property.assess(assessedValue, code);
        properties.save(property);
    }

    private TaxCode code(String taxCode, int year) throws RejectedRow {
        List<TaxCode> found = codes.findByTaxCodeAndYear(taxCode, year);
        if (found.size() != 1) {
            String problem = found.isEmpty() ? "unknown" : "that of several districts";
            throw new RejectedRow("tax_code " + taxCode + " is " + problem + " in " + year);
        }
        return found.get(0);
    }
}
