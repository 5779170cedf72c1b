package com.levymaster.app.levy;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface LevyRateRepository extends JpaRepository<LevyRate, Integer> {

    /** The rate that a district finally levied in a year. Drafts do not count. */
    @Query("""
            select r from LevyRate r
            where r.taxDistrict.districtCode = :districtCode and r.year = :year and r.isFinal = true
            """)
    Optional<LevyRate> findFinal(String districtCode, int year);
}
