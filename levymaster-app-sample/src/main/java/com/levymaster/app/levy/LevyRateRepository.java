package com.levymaster.app.levy;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface LevyRateRepository extends JpaRepository<LevyRate, Integer> {

    /** Returns the final rate of a district in a year; drafts are ignored. */
    @Query("""
            select r from LevyRate r
            where r.taxDistrict.districtCode = :districtCode and r.year = :year and r.isFinal = true
            """)
    Optional<LevyRate> findFinal(String districtCode, int year);
}
