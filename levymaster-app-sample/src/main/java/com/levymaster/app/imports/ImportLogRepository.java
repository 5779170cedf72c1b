package com.levymaster.app.imports;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

public interface ImportLogRepository extends JpaRepository<ImportLog, Integer> {

    List<ImportLog> findAllByOrderByIdDesc();
}
