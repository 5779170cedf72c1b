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

/** The rate that a tax code had in one year. */
@Entity
@Table(
        name = "tax_code_historical_rate",
        uniqueConstraints =
                @UniqueConstraint(
                        name = "uix_tax_code_year",
                        columnNames = {"tax_code_id", "year"}),
        indexes = {
            @Index(name = "ix_tax_code_historical_rate_tax_code_id", columnList = "tax_code_id"),
            @Index(name = "ix_tax_code_historical_rate_year", columnList = "year")
        })
public class TaxCodeHistoricalRate extends AuditedYearly {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private TaxCode taxCode;

    @Column(nullable = false)
    private Double levyRate;

    private @Nullable Double levyAmount;

    private @Nullable Double totalAssessedValue;
}
