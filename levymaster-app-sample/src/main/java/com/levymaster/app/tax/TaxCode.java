package com.levymaster.app.tax;

import com.levymaster.app.user.AuditedYearly;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** An area of the county whose properties pay to a tax district, in one year. */
@Entity
@Table(
        name = "tax_code",
        uniqueConstraints =
                @UniqueConstraint(
                        name = "uix_tax_code_district_year",
                        columnNames = {"tax_code", "tax_district_id", "year"}),
        indexes = {
            @Index(name = "ix_tax_code_tax_code", columnList = "tax_code"),
            @Index(name = "ix_tax_code_tax_district_id", columnList = "tax_district_id"),
            @Index(name = "ix_tax_code_year", columnList = "year"),
            @Index(name = "ix_tax_code_updated_at", columnList = "updated_at")
        })
public class TaxCode extends AuditedYearly {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false, length = 16)
    private String taxCode;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private TaxDistrict taxDistrict;

    @Column(columnDefinition = "text")
    private @Nullable String description;

    private @Nullable Double totalAssessedValue = 0.0;

    private @Nullable Double totalLevyAmount = 0.0;

    private @Nullable Double effectiveTaxRate = 0.0;

    protected TaxCode() {}

    public TaxCode(String taxCode, TaxDistrict taxDistrict) {
        super(taxDistrict.getYear());
        this.taxCode = taxCode;
        this.taxDistrict = taxDistrict;
    }

    void change(TaxCodeDetails details) {
        description = details.description();
        totalAssessedValue = details.totalAssessedValue();
        totalLevyAmount = details.totalLevyAmount();
    }

    public @Nullable Integer getId() {
        return id;
    }

    public String getTaxCode() {
        return taxCode;
    }

    public TaxDistrict getTaxDistrict() {
        return taxDistrict;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public @Nullable Double getTotalAssessedValue() {
        return totalAssessedValue;
    }

    public @Nullable Double getTotalLevyAmount() {
        return totalLevyAmount;
    }

    public @Nullable Double getEffectiveTaxRate() {
        return effectiveTaxRate;
    }
}
