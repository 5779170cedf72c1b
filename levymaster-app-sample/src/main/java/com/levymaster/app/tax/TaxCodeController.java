package com.levymaster.app.tax;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/tax-codes")
class TaxCodeController {

    private final TaxCodeRepository codes;
    private final TaxDistrictRepository districts;

    TaxCodeController(TaxCodeRepository codes, TaxDistrictRepository districts) {
        this.codes = codes;
        this.districts = districts;
    }

    @GetMapping
    List<TaxCodeView> list(@RequestParam int year) {
        return codes.findByYearOrderByTaxCode(year).stream()
                .map(TaxCodeView::of)
                .toList();
    }

    @GetMapping("/{id}")
    TaxCodeView get(@PathVariable int id) {
        return codes.findWithDistrictById(id)
                .map(TaxCodeView::of)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no tax code " + id + "."));
    }

    @PostMapping
    ResponseEntity<TaxCodeView> create(@RequestBody @Valid TaxCodeDetails details) {
        TaxDistrict district = districts
                .findById(details.taxDistrictId())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.UNPROCESSABLE_CONTENT, "There is no tax district " + details.taxDistrictId() + "."));
        TaxCode code = new TaxCode(details.taxCode(), district);
        code.change(details);
        TaxCodeView created = TaxCodeView.of(codes.save(code));
        return ResponseEntity.created(URI.create("/api/tax-codes/" + created.id()))
                .body(created);
    }
}
