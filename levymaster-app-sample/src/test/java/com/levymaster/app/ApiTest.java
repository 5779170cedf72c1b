package com.levymaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.app.levy.LevyRate;
import com.levymaster.app.levy.LevyRateRepository;
import com.levymaster.app.tax.TaxCode;
import com.levymaster.app.tax.TaxCodeRepository;
import com.levymaster.app.tax.TaxDistrict;
import com.levymaster.app.tax.TaxDistrictRepository;
import com.levymaster.migrate.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

/** Each test starts from what the migrations leave, and its own rows are rolled back. */
@SpringBootTest
@AutoConfigureMockMvc
@Transactional
class ApiTest {

    /** A year that no revision loads anything for. */
    private static final int YEAR = 2031;

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @DynamicPropertySource
    static void useDatabase(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", database::url);
        registry.add("spring.datasource.username", database::user);
        registry.add("spring.datasource.password", database::password);
    }

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private TaxDistrictRepository districts;

    @Autowired
    private TaxCodeRepository codes;

    @Autowired
    private LevyRateRepository rates;

    @Test
    void a_tax_district_is_created_and_then_found_by_year() {
        MvcTestResult created = post("/api/tax-districts", district("KENNEWICK"));
        assertThat(created).hasStatus(HttpStatus.CREATED);
        assertThat(created.getResponse().getHeader("Location")).matches("/api/tax-districts/\\d+");

        assertThat(get("/api/tax-districts?year=" + YEAR))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("[{'districtCode': 'KENNEWICK', 'districtName': 'City of Kennewick', 'year': 2031}]"
                        .replace('\'', '"'));
    }

    @Test
    void an_updated_tax_district_keeps_its_id() {
        @Nullable Integer id = savedDistrict("RICHLAND", YEAR).getId();

        MvcTestResult updated = mvc.put()
                .uri("/api/tax-districts/" + id)
                .contentType(MediaType.APPLICATION_JSON)
                .content(district("RICHLAND").replace("City of Kennewick", "City of Richland"))
                .exchange();

        assertThat(updated)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.districtName")
                .isEqualTo("City of Richland");
        assertThat(get("/api/tax-districts/" + id)).hasStatusOk();
    }

    @Test
    void a_tax_district_without_a_code_is_refused_with_the_field_that_is_wrong() {
        MvcTestResult refused = post("/api/tax-districts", district(" "));

        assertThat(refused).hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refused).bodyJson().extractingPath("$.errors.districtCode").isEqualTo("must not be blank");
    }

    @Test
    void a_second_tax_district_of_the_same_code_and_year_is_a_conflict() {
        savedDistrict("BENTON", YEAR);

        assertThat(post("/api/tax-districts", district("BENTON"))).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void an_unknown_tax_district_is_not_found() {
        assertThat(get("/api/tax-districts/987654321"))
                .hasStatus(HttpStatus.NOT_FOUND)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("There is no tax district 987654321.");
    }

    @Test
    void a_tax_code_belongs_to_a_district_and_its_year() {
        @Nullable Integer district = savedDistrict("PROSSER", YEAR).getId();

        MvcTestResult created = post("/api/tax-codes", """
                {"taxCode": "1110", "taxDistrictId": %s, "totalAssessedValue": 1000000, "totalLevyAmount": 2500}
                """.formatted(district));

        assertThat(created)
                .hasStatus(HttpStatus.CREATED)
                .bodyJson()
                .extractingPath("$.year")
                .isEqualTo(YEAR);
        assertThat(get("/api/tax-codes?year=" + YEAR))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$[*].districtCode")
                .asArray()
                .containsExactly("PROSSER");
    }

    @Test
    void a_levy_may_grow_by_one_percent_over_the_previous_year() {
        savedRate(savedDistrict("FIRE1", YEAR - 1), "2.50");
        savedDistrict("FIRE1", YEAR);

        MvcTestResult calculated = post("/api/levy-calculations", """
                {"districtCode": "FIRE1", "year": 2031, "levyAmount": 300000, "totalAssessedValue": 100000000}
                """);

        assertThat(calculated).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                        {"districtCode": "FIRE1", "year": 2031, "previousRate": 2.500000,
                         "levy": {"levyRate": 2.525000, "levyAmount": 252500.00, "requestedRate": 3.000000,
                                  "limitedBy": "ANNUAL_GROWTH"}}
                        """);
    }

    @Test
    void properties_are_imported_and_taxed_at_the_final_rate_of_their_district() {
        TaxDistrict district = savedDistrict("PORT", YEAR);
        savedRate(district, "2.525");
        codes.save(new TaxCode("2210", district));

        MvcTestResult imported = load("/api/imports/properties?year=2031", """
                property_id,assessed_value,tax_code
                1-0185-100-0001,325000,2210
                1-0185-100-0002,much,2210
                1-0185-100-0003,100000,9999
                """);

        assertThat(imported).hasStatus(HttpStatus.CREATED).bodyJson().isLenientlyEqualTo("""
                        {"importType": "PROPERTY", "status": "COMPLETED_WITH_ERRORS", "recordCount": 3,
                         "successCount": 1, "errorCount": 2,
                         "errorDetails": "row 2: assessed_value is not a number: much\\nrow 3: tax_code 9999 is unknown in 2031"}
                        """);
        assertThat(get("/api/properties/1-0185-100-0001/tax?year=2031"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.propertyTax")
                .isEqualTo(820.63);
    }

    @Test
    void tax_districts_are_imported_by_levy_code() {
        MvcTestResult imported = load("/api/imports/tax-districts?year=2031", """
                tax_district_id,year,levy_code,linked_levy_code
                101,2031,LIB1,
                102,2031,LIB2,LIB1
                103,2030,LIB3,
                """);

        assertThat(imported)
                .hasStatus(HttpStatus.CREATED)
                .bodyJson()
                .extractingPath("$.errorCount")
                .isEqualTo(1);
        assertThat(get("/api/tax-districts?year=2031")).bodyJson().isLenientlyEqualTo("""
                        [{"taxDistrictId": 101, "levyCode": "LIB1"},
                         {"taxDistrictId": 102, "levyCode": "LIB2", "linkedLevyCode": "LIB1"}]
                        """);
    }

    @Test
    void a_file_without_the_columns_is_refused_and_leaves_a_log_all_the_same() {
        assertThat(load("/api/imports/properties?year=2031", "parcel,value\n1,2\n"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(get("/api/imports"))
                .bodyJson()
                .extractingPath("$[0].errorDetails")
                .isEqualTo("The file lacks the columns property_id, assessed_value, tax_code.");
    }

    private MvcTestResult get(String uri) {
        return mvc.get().uri(uri).exchange();
    }

    private MvcTestResult post(String uri, String json) {
        return mvc.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private MvcTestResult load(String uri, String csv) {
        MockMultipartFile file =
                new MockMultipartFile("file", "from-the-county.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
        return mvc.post().uri(uri).multipart().file(file).exchange();
    }

    private TaxDistrict savedDistrict(String code, int year) {
        return districts.saveAndFlush(new TaxDistrict(year, code, "District " + code));
    }

    private void savedRate(TaxDistrict district, String rate) {
        rates.saveAndFlush(
                new LevyRate(district, new BigDecimal(rate), new BigDecimal("250000"), new BigDecimal("100000000")));
    }

    private static String district(String code) {
        return """
                {"year": 2031, "districtCode": "%s", "districtName": "City of Kennewick", "active": true,
                 "county": "Benton", "state": "WA"}
                """.formatted(code);
    }
}
