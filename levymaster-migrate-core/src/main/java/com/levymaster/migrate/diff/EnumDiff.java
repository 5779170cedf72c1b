package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** Compares the labels of enum types: new ones are added before the columns change, old ones are removed afterwards. */
final class EnumDiff {

    private final DiffBuilder builder;

    EnumDiff(DiffBuilder builder) {
        this.builder = builder;
    }

    /** Adds new labels. A label whose position changes is removed and added again, since labels are unique. */
    void add(EnumType actual, EnumType desired) {
        List<String> kept = longestCommon(actual.labels(), desired.labels());
        desired.labels().stream()
                .filter(label -> actual.labels().contains(label) && !kept.contains(label))
                .forEach(label -> removeLabel(actual.name(), label));
        for (int i = desired.labels().size() - 1; i >= 0; i--) {
            String label = desired.labels().get(i);
            if (!kept.contains(label)) {
                String next = i + 1 < desired.labels().size() ? desired.labels().get(i + 1) : null;
                builder.add(new AddEnumValue(actual.name(), label, next));
            }
        }
    }

    void remove(EnumType actual, EnumType desired) {
        actual.labels().stream()
                .filter(label -> !desired.labels().contains(label))
                .forEach(label -> removeLabel(actual.name(), label));
    }

    private void removeLabel(ObjectName type, String label) {
        List<String> labels = labels(type);
        int at = labels.indexOf(label);
        String next = at + 1 < labels.size() ? labels.get(at + 1) : null;
        builder.add(new RemoveEnumValue(type, label, next, null));
    }

    private List<String> labels(ObjectName type) {
        EnumType current = builder.current().enums().get(type);
        return current == null ? List.of() : current.labels();
    }

    private static List<String> longestCommon(List<String> one, List<String> other) {
        int[][] length = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                length[i][j] = one.get(i).equals(other.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        List<String> common = new ArrayList<>();
        for (int i = 0, j = 0; i < one.size() && j < other.size(); ) {
            if (one.get(i).equals(other.get(j))) {
                common.add(one.get(i));
                i++;
                j++;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }
}
