package com.levymaster.migrate.cli.minimal.profile;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Profile;

/** Has a revision of a profile. */
@EnableAutoConfiguration
public class Profiled {

    @Revision(id = "p1")
    @Profile("!export")
    static class CreatePart implements Migration {

        @Override
        public void upgrade(Operations op) {}

        @Override
        public void downgrade(Operations op) {}
    }
}
