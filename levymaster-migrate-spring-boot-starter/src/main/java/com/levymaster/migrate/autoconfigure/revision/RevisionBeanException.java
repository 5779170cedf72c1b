package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.definition.RevisionIndex;
import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.lang.reflect.Executable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.core.MethodParameter;
import org.springframework.core.NestedExceptionUtils;

/** Thrown if a revision bean cannot be created, or if its {@code @Revision} annotation cannot be read. */
final class RevisionBeanException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private RevisionBeanException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, remedy, cause);
    }

    static RevisionBeanException missingAnnotation(String beanName, String type) {
        return new RevisionBeanException(
                "The bean \"" + beanName + "\" is declared as " + type + ", which has no @Revision, so its position in"
                        + " the graph is unknown.",
                "declare the revision's own class as the return type of its @Bean method, and annotate that class with"
                        + " @Revision.",
                null);
    }

    static RevisionBeanException compiledLater(List<String> classNames) {
        return new RevisionBeanException(
                "The application was processed ahead of time without " + String.join(", ", classNames)
                        + ". Nothing was changed.",
                "build it again, with the process-aot goal or the processAot task, after the revisions are compiled.",
                null);
    }

    static RevisionBeanException outdatedIndex(String className) {
        return new RevisionBeanException(
                "The @Revision of " + className + " is not the one in the " + RevisionIndex.RESOURCE
                        + " of its jar: the class was compiled again without the annotation processor. Nothing was"
                        + " executed.",
                "build the jar again from clean output directories.",
                null);
    }

    static RevisionBeanException creationFailed(String source, BeansException e) {
        UnsatisfiedDependencyException dependency = find(UnsatisfiedDependencyException.class, e);
        if (dependency != null && find(BeanCurrentlyInCreationException.class, e) != null) {
            return new RevisionBeanException(
                    source + " injects " + describe(dependency.getInjectionPoint())
                            + ". That bean uses the database and"
                            + " therefore depends on the migrations, and the migrations depend on this revision.",
                    "remove it from the revision and use the JdbcClient that op.data(\"…\", jdbc -> …) passes to the"
                            + " step: it uses the connection and the transaction of the run.",
                    e);
        }
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        return new RevisionBeanException(
                source + " cannot be created: " + root.getMessage(),
                "make the class concrete, with a constructor whose parameters are beans that do not use the database.",
                e);
    }

    private static String describe(@Nullable InjectionPoint point) {
        if (point == null) {
            return "a bean";
        }
        MethodParameter parameter = point.getMethodParameter();
        if (parameter == null) {
            return "a " + point.getDeclaredType().getSimpleName() + " in its field "
                    + point.getMember().getName();
        }
        Executable method = parameter.getExecutable();
        String where = parameter.getConstructor() == null ? "method " + method.getName() : "constructor";
        String name = method.getParameters()[parameter.getParameterIndex()].getName();
        return "a " + parameter.getParameterType().getSimpleName() + " as parameter "
                + (parameter.getParameterIndex() + 1) + " (" + name + ") of its " + where;
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
