package com.levymaster.app.property;

import com.levymaster.migrate.autogenerate.AutogenerateHook;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import java.util.List;
import org.springframework.stereotype.Component;

/** Excludes the full-text index of properties from autogenerate: JPA cannot map it, so only a revision defines it. */
@Component
class SearchIndex implements AutogenerateHook {

    private static final String NAME = "idx_property_search";

    @Override
    public List<Operation> revise(List<Operation> operations) {
        return operations.stream().filter(operation -> !isAbout(operation)).toList();
    }

    private static boolean isAbout(Operation operation) {
        return (operation instanceof DropIndex drop && drop.name().equals(NAME))
                || (operation instanceof CreateIndex create
                        && create.index().name().equals(NAME));
    }
}
