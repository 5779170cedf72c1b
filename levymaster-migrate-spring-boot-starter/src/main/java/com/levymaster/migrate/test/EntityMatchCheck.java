package com.levymaster.migrate.test;

import com.levymaster.migrate.autoconfigure.EntityModels;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.operation.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.springframework.context.ApplicationContext;

/** Upgrades an empty database and compares it with the entities. */
final class EntityMatchCheck {

    private EntityMatchCheck() {}

    static void run(ApplicationContext context, List<String> expected) {
        Map<String, DesiredModel> models = models(context);
        Assumptions.assumeFalse(models.isEmpty(), "the application has no entities");
        try (ScratchDatabase scratch = new ScratchDatabase(context)) {
            scratch.migrator().upgrade("heads");
            models.forEach((unit, model) -> Assertions.assertEquals(
                    expected,
                    differences(scratch.migrator()
                            .compareEntities(model, AutogenerateOptions.DEFAULT.allowingDestructive())),
                    () -> "what the entities of persistence unit " + unit + " would change"));
        }
    }

    private static Map<String, DesiredModel> models(ApplicationContext context) {
        EntityModels models = context.getBeanProvider(EntityModels.class).getIfAvailable();
        return models == null ? Map.of() : models.byUnit();
    }

    private static List<String> differences(Comparison comparison) {
        return comparison.operations().stream().map(Operation::describe).toList();
    }
}
