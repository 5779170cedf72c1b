package com.levymaster.app.levy;

import com.levymaster.app.tax.TaxDistrict;
import com.levymaster.app.user.AuditedYearly;
import jakarta.persistence.CheckConstraint;
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
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The levy of a tax district in one year, and the resulting rate. */
@Entity
@Table(
        name = "levy_rate",
        uniqueConstraints =
                @UniqueConstraint(
                        name = "uix_district_year_final",
                        columnNames = {"tax_district_id", "year", "is_final"}),
        indexes = {
            @Index(name = "ix_levy_rate_tax_district_id", columnList = "tax_district_id"),
            @Index(name = "ix_levy_rate_year", columnList = "year")
        },
        check = {
            @CheckConstraint(name = "check_assessed_value_positive", constraint = "assessed_value_basis > 0"),
            @CheckConstraint(name = "check_levy_amount_positive", constraint = "levy_amount >= 0"),
            @CheckConstraint(name = "check_levy_rate_positive", constraint = "levy_rate >= 0")
        })
public class LevyRate extends AuditedYearly {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private TaxDistrict taxDistrict;

    @Column(nullable = false, precision = 12, scale = 6)
    private BigDecimal levyRate;

    @Column(nullable = false, precision = 15, scale = 2)
    private BigDecimal levyAmount;

    @Column(nullable = false, precision = 17, scale = 2)
    private BigDecimal assessedValueBasis;

    private @Nullable Boolean isFinal = false;

    @Column(columnDefinition = "text")
    private @Nullable String notes;

    protected LevyRate() {}

    /** The rate that a district finally levies in its year. */
    public LevyRate(
            TaxDistrict taxDistrict, BigDecimal levyRate, BigDecimal levyAmount, BigDecimal assessedValueBasis) {
        super(taxDistrict.getYear());
        this.taxDistrict = taxDistrict;
        this.levyRate = levyRate;
        this.levyAmount = levyAmount;
        this.assessedValueBasis = assessedValueBasis;
        this.isFinal = true;
    }

    public BigDecimal getLevyRate() {
        return levyRate;
    }
}
