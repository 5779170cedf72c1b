package com.levymaster.app.reporting;

import com.levymaster.app.user.Audited;
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
import java.time.LocalDateTime;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A report that is generated and sent on a schedule. */
@Entity
@Table(
        name = "scheduled_report",
        indexes = @Index(name = "ix_scheduled_report_report_template_id", columnList = "report_template_id"))
public class ScheduledReport extends Audited {

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

    @Column(nullable = false, length = 64)
    private String reportType;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable ReportTemplate reportTemplate;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false, columnDefinition = "json")
    private Map<String, Object> parameters;

    @Column(nullable = false, length = 32)
    private String scheduleType;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false, columnDefinition = "json")
    private Map<String, Object> scheduleConfig;

    @Column(columnDefinition = "text")
    private @Nullable String recipients;

    private @Nullable Boolean isActive = true;

    @Column(columnDefinition = "timestamp")
    private @Nullable LocalDateTime lastRun;

    @Column(columnDefinition = "timestamp")
    private @Nullable LocalDateTime nextRun;
}
