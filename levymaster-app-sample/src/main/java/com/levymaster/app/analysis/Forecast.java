package com.levymaster.app.analysis;

import com.levymaster.app.tax.TaxCode;
import com.levymaster.app.tax.TaxDistrict;
import com.levymaster.app.user.Audited;
import com.levymaster.app.user.User;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A forecast for either one tax district or one tax code. */
@Entity
@Table(
        name = "forecast",
        check =
                @CheckConstraint(
                        name = "check_forecast_target",
                        constraint =
                                "(tax_district_id IS NULL AND tax_code_id IS NOT NULL) OR (tax_district_id IS NOT NULL AND tax_code_id IS NULL)"))
public class Forecast extends Audited {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private User user;

    @Column(nullable = false, length = 128)
    private String name;

    @Column(columnDefinition = "text")
    private @Nullable String description;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable TaxDistrict taxDistrict;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable TaxCode taxCode;

    @Column(nullable = false)
    private Integer baseYear;

    private @Nullable Integer forecastYears = 5;

    @Column(nullable = false, length = 64)
    private String modelType;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> modelParameters;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> forecastData;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> accuracyMetrics;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> confidenceIntervals;

    private @Nullable Boolean isPublic = false;
}
