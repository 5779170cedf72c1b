package com.levymaster.app.imports;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/imports")
class ImportController {

    private final CsvImporter importer;
    private final ImportLogRepository logs;
    private final PropertyImport propertyImport;
    private final TaxDistrictImport taxDistrictImport;

    ImportController(
            CsvImporter importer,
            ImportLogRepository logs,
            PropertyImport propertyImport,
            TaxDistrictImport taxDistrictImport) {
        this.importer = importer;
        this.logs = logs;
        this.propertyImport = propertyImport;
        this.taxDistrictImport = taxDistrictImport;
    }

    @GetMapping
    List<ImportView> list() {
        return logs.findAllByOrderByIdDesc().stream().map(ImportView::of).toList();
    }

    @PostMapping("/properties")
    ResponseEntity<ImportView> properties(@RequestParam int year, @RequestParam MultipartFile file) throws IOException {
        return load(propertyImport, year, file);
    }

    @PostMapping("/tax-districts")
    ResponseEntity<ImportView> taxDistricts(@RequestParam int year, @RequestParam MultipartFile file)
            throws IOException {
        return load(taxDistrictImport, year, file);
    }

    private ResponseEntity<ImportView> load(RowImport rows, int year, MultipartFile file) throws IOException {
        String filename = Objects.requireNonNullElse(file.getOriginalFilename(), "unnamed");
        try (Reader csv = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            ImportView view = ImportView.of(importer.load(rows, filename, year, csv));
            boolean failed = "FAILED".equals(view.status());
            return ResponseEntity.status(failed ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CREATED)
                    .body(view);
        }
    }

    /** Response body of an import. */
    record ImportView(
            @Nullable Integer id,
            String filename,
            @Nullable ImportType importType,
            int year,
            @Nullable String status,
            @Nullable Integer recordCount,
            @Nullable Integer successCount,
            @Nullable Integer errorCount,
            @Nullable String errorDetails) {

        static ImportView of(ImportLog log) {
            return new ImportView(
                    log.getId(),
                    log.getFilename(),
                    log.getImportType(),
                    log.getYear(),
                    log.getStatus(),
                    log.getRecordCount(),
                    log.getSuccessCount(),
                    log.getErrorCount(),
                    log.getErrorDetails());
        }
    }
}
