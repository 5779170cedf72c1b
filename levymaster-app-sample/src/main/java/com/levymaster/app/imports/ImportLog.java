package com.levymaster.app.imports;

import com.levymaster.app.user.AuditedYearly;
import com.levymaster.app.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One import of a file, with the numbers of records and of rejected records. */
@Entity
@Table(
        name = "import_log",
        indexes = {
            @Index(name = "ix_import_log_user_id", columnList = "user_id"),
            @Index(name = "ix_import_log_year", columnList = "year")
        })
public class ImportLog extends AuditedYearly {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable User user;

    @Column(nullable = false, length = 256)
    private String filename;

    @JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM)
    private @Nullable ImportType importType;

    @Column(length = 50)
    private @Nullable String importSource;

    private @Nullable Integer recordCount = 0;

    private @Nullable Integer successCount = 0;

    private @Nullable Integer errorCount = 0;

    @Column(length = 32)
    private @Nullable String status = "PENDING";

    @Column(columnDefinition = "text")
    private @Nullable String errorDetails;

    private @Nullable Double processingTime;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> importMetadata;

    protected ImportLog() {}

    ImportLog(ImportType importType, String filename, int year) {
        super(year);
        this.importType = importType;
        this.filename = filename;
    }

    void finish(int records, List<String> errors, Duration took) {
        recordCount = records;
        errorCount = errors.size();
        successCount = records - errors.size();
        status = errors.isEmpty() ? "COMPLETED" : "COMPLETED_WITH_ERRORS";
        errorDetails = errors.isEmpty() ? null : String.join("\n", errors);
        processingTime = took.toNanos() / 1e9;
    }

    void fail(String reason) {
        status = "FAILED";
        errorDetails = reason;
    }

    public @Nullable Integer getId() {
        return id;
    }

    public String getFilename() {
        return filename;
    }

    public @Nullable ImportType getImportType() {
        return importType;
    }

    public @Nullable Integer getRecordCount() {
        return recordCount;
    }

    public @Nullable Integer getSuccessCount() {
        return successCount;
    }

    public @Nullable Integer getErrorCount() {
        return errorCount;
    }

    public @Nullable String getStatus() {
        return status;
    }

    public @Nullable String getErrorDetails() {
        return errorDetails;
    }
}
