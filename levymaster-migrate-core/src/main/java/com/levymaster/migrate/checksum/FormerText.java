package com.levymaster.migrate.checksum;

import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import java.util.List;

/** Operations whose canonical text has the line ends of files, as it had before line ends were made equal. */
final class FormerText {

    private FormerText() {}

    static List<Operation> of(List<Operation> operations) {
        return operations.stream().map(FormerText::of).toList();
    }

    private static Operation of(Operation operation) {
        if (operation instanceof Autocommit block && block.safely() == null) {
            return new Autocommit(of(block.steps()));
        }
        return operation instanceof ExecuteSql sql ? sql.formerIdentity() : operation;
    }
}
