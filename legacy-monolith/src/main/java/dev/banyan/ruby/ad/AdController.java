package dev.banyan.ruby.ad;

import dev.banyan.ruby.web.InvalidRequest;
import dev.banyan.ruby.web.Problems;
import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ads as owners run them; what customers see of them is in the search. */
@RestController
@RequestMapping("/api/ads")
final class AdController {

    private final Ads ads;

    AdController(Ads ads) {
        this.ads = ads;
    }

    @GetMapping
    List<Ad> list(@RequestParam long shopId) {
        return ads.of(shopId);
    }

    @GetMapping("/{id}")
    Ad get(@PathVariable long id) {
        return ads.find(id).orElseThrow(() -> Problems.notFound("There is no ad " + id + "."));
    }

    /** A repeated request answers the first one's ad. */
    @PostMapping
    ResponseEntity<Ad> run(@RequestHeader("Idempotency-Key") String key, @RequestBody NewAd wanted) {
        Requests.idempotencyKey(key);
        try {
            return ResponseEntity.status(HttpStatus.CREATED).body(get(ads.insert(key, wanted)));
        } catch (DuplicateKeyException repeated) {
            Ad first = ads.findByKey(wanted.shop(), key).orElseThrow(() -> repeated);
            if (!wanted.made(first)) {
                throw Problems.keyReused();
            }
            return ResponseEntity.ok(first);
        } catch (DataIntegrityViolationException noShop) {
            throw new InvalidRequest("There is no shop " + wanted.shop() + ".");
        }
    }

    @PutMapping("/{id}")
    Ad change(@PathVariable long id, @RequestBody AdChange change) {
        ads.change(id, change);
        return get(id);
    }
}
