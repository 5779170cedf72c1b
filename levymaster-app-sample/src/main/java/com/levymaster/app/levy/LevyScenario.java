package com.levymaster.app.levy;

import com.levymaster.app.tax.TaxDistrict;
import com.levymaster.app.user.AuditedYearly;
import com.levymaster.app.user.User;
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
import org.jspecify.annotations.Nullable;

/** A hypothetical levy, calculated from assumptions. */
@Entity
@Table(name = "levy_scenario", indexes = @Index(name = "ix_levy_scenario_year", columnList = "year"))
public class LevyScenario extends AuditedYearly {

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

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private TaxDistrict taxDistrict;

    @Column(nullable = false)
    private Integer baseYear;

    @Column(nullable = false)
    private Integer targetYear;

    private @Nullable Double levyAmount;

    private @Nullable Double assessedValueChange = 0.0;

    private @Nullable Double newConstructionValue = 0.0;

    private @Nullable Double annexationValue = 0.0;

    private @Nullable Boolean isPublic = false;

    private @Nullable Double resultLevyRate;

    private @Nullable Double resultLevyAmount;

    @Column(length = 32)
    private @Nullable String status = "DRAFT";
}
