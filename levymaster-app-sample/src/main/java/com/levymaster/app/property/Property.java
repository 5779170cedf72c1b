package com.levymaster.app.property;

import com.levymaster.app.tax.TaxCode;
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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A parcel of land with its buildings, as assessed in one year. */
@Entity
@Table(
        name = "property",
        uniqueConstraints =
                @UniqueConstraint(
                        name = "uix_property_year",
                        columnNames = {"property_id", "year"}),
        indexes = {
            @Index(name = "idx_property_location", columnList = "longitude, latitude"),
            @Index(name = "ix_property_property_id", columnList = "property_id"),
            @Index(name = "ix_property_tax_code_id", columnList = "tax_code_id"),
            @Index(name = "ix_property_year", columnList = "year"),
            @Index(name = "ix_property_updated_at", columnList = "updated_at")
        })
public class Property extends AuditedYearly {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false, length = 64)
    private String propertyId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private TaxCode taxCode;

    @Column(length = 128)
    private @Nullable String ownerName;

    @Column(length = 256)
    private @Nullable String propertyAddress;

    @Column(length = 64)
    private @Nullable String city;

    @Column(length = 2)
    private @Nullable String state;

    @Column(length = 10)
    private @Nullable String zipCode;

    @JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM)
    private @Nullable PropertyType propertyType;

    private @Nullable Double assessedValue = 0.0;

    private @Nullable Double marketValue;

    private @Nullable Double landValue;

    private @Nullable Double buildingValue;

    private @Nullable Boolean taxExempt = false;

    private @Nullable Double exemptionAmount = 0.0;

    private @Nullable Double taxableValue = 0.0;

    private @Nullable Double taxAmount = 0.0;

    private @Nullable Double longitude;

    private @Nullable Double latitude;

    protected Property() {}

    public Property(String propertyId, TaxCode taxCode) {
        super(taxCode.getYear());
        this.propertyId = propertyId;
        this.taxCode = taxCode;
    }

    /** Takes over the county's new assessment. */
    public void assess(double assessedValue, TaxCode taxCode) {
        this.assessedValue = assessedValue;
        this.taxCode = taxCode;
    }

    public String getPropertyId() {
        return propertyId;
    }

    public TaxCode getTaxCode() {
        return taxCode;
    }

    public @Nullable Double getAssessedValue() {
        return assessedValue;
    }
}
