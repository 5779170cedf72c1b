package com.levymaster.app.imports;

import org.apache.commons.csv.CSVRecord;

/** One row of a file. Reading an invalid value rejects the row. */
record Row(CSVRecord record) {

    /** Returns the trimmed value; may be empty. */
    String optional(String column, int maxLength) throws RejectedRow {
        if (!record.isSet(column)) {
            throw new RejectedRow(column + " is missing");
        }
        String value = record.get(column).strip();
        if (value.length() > maxLength) {
            throw new RejectedRow(column + " is longer than " + maxLength + " characters: " + value);
        }
        return value;
    }

    String text(String column, int maxLength) throws RejectedRow {
        String value = optional(column, maxLength);
        if (value.isEmpty()) {
            throw new RejectedRow(column + " is empty");
        }
        return value;
    }

    int integer(String column) throws RejectedRow {
        String value = text(column, 32);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new RejectedRow(column + " is not a whole number: " + value);
        }
    }

    double amount(String column) throws RejectedRow {
        String value = text(column, 32);
        try {
            double amount = Double.parseDouble(value);
            if (amount >= 0 && Double.isFinite(amount)) {
                return amount;
            }
            throw new RejectedRow(column + " is not an amount: " + value);
        } catch (NumberFormatException e) {
            throw new RejectedRow(column + " is not a number: " + value);
        }
    }
}
