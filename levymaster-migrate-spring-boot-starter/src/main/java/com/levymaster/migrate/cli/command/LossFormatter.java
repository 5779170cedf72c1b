package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.analysis.DataLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats data losses as text and JSON. */
final class LossFormatter {

    private LossFormatter() {}

    /** Returns one line for each loss, preceded by a line separator. */
    public static String list(List<DataLoss> losses) {
        return losses.stream()
                .map(loss -> System.lineSeparator() + "  " + line(loss))
                .collect(Collectors.joining());
    }

    private static String line(DataLoss loss) {
        String origin = " (" + loss.revision().id() + ": " + loss.operation() + ")";
        Long rows = loss.rows();
        if (loss.object() == null) {
            return "what the step deletes or overwrites is unknown" + origin;
        }
        if (rows == null) {
            return loss.object() + ": values are recomputed" + origin;
        }
        boolean column =
                loss.operation().contains("column ") || loss.operation().startsWith("change type");
        String unit = column ? "value" : "row";
        return loss.object() + ": " + rows + " " + unit + (rows == 1 ? "" : "s") + origin;
    }

    public static List<Map<String, @Nullable Object>> json(List<DataLoss> losses) {
        return losses.stream().map(LossFormatter::json).toList();
    }

    private static Map<String, @Nullable Object> json(DataLoss loss) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("revision", loss.revision().id());
        json.put("operation", loss.operation());
        json.put("object", loss.object());
        json.put("rows", loss.rows());
        return json;
    }
}
