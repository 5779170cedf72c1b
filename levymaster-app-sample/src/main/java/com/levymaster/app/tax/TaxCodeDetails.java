package com.levymaster.app.tax;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Request body of a tax code. Its year is that of its district. */
record TaxCodeDetails(
        @NotBlank @Size(max = 16) String taxCode,
        int taxDistrictId,
        @Nullable String description,
        @PositiveOrZero double totalAssessedValue,
        @PositiveOrZero double totalLevyAmount) {}
