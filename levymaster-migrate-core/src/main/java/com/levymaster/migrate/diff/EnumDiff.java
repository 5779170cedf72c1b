package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** Labels of an enum type: new ones are added before the columns change, old ones are taken out after that. */
final class EnumDiff {

    private final DiffBuilder journal;

    EnumDiff(DiffBuilder journal) {
        this.journal = journal;
    }

    /** A label that moves is taken out and added again, since a type keeps each label once. */
    void add(EnumType now, EnumType wanted) {
        List<String> kept = longestCommon(now.labels(), wanted.labels());
        wanted.labels().stream()
                .filter(label -> now.labels().contains(label) && !kept.contains(label))
                .forEach(label -> take(now.name(), label));
        for (int i = wanted.labels().size() - 1; i >= 0; i--) {
            String label = wanted.labels().get(i);
            if (!kept.contains(label)) {
                String next = i + 1 < wanted.labels().size() ? wanted.labels().get(i + 1) : null;
                journal.add(new AddEnumValue(now.name(), label, next));
            }
        }
    }

    void remove(EnumType now, EnumType wanted) {
        now.labels().stream()
                .filter(label -> !wanted.labels().contains(label))
                .forEach(label -> take(now.name(), label));
    }

    private void take(ObjectName type, String label) {
        List<String> labels = labels(type);
        int at = labels.indexOf(label);
        String next = at + 1 < labels.size() ? labels.get(at + 1) : null;
        journal.add(new RemoveEnumValue(type, label, next, null));
    }

    private List<String> labels(ObjectName type) {
        EnumType current = journal.current().enums().get(type);
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
