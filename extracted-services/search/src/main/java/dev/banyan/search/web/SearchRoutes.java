package dev.banyan.search.web;

import dev.banyan.search.documents.Origin;
import dev.banyan.search.indexing.Reindex;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the search API. */
@OpenAPIDefinition(info = @Info(title = "Search service", version = "1"))
@RestController
class SearchRoutes {

    private final Search search;
    private final Reindex reindex;

    SearchRoutes(Search search, Reindex reindex) {
        this.search = search;
        this.reindex = reindex;
    }

    @Operation(summary = "Ads, highest bid first, and open shops, nearest first")
    @ApiResponse(responseCode = "200", description = "What was found; limit goes for each list")
    @ApiResponse(responseCode = "503", description = "The search engine does not answer; see Retry-After")
    @GetMapping("/api/search")
    Found search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cat,
            @RequestParam(required = false) @Nullable Double lat,
            @RequestParam(required = false) @Nullable Double lng,
            @RequestParam(defaultValue = "20") int limit) {
        return search.find(Wanted.of(q, cat, lat, lng, limit));
    }

    @Operation(
            summary =
                    "Build the index anew, of what it is made of now or from feed or views, and search in it when it is complete")
    @ApiResponse(responseCode = "200", description = "Searches go to the new index")
    @ApiResponse(
            responseCode = "409",
            description = "One is being built already, or a view that it would be made of is empty")
    @PostMapping("/admin/reindex")
    Reindex.Done reindex(@RequestParam(required = false) @Nullable String from) {
        return reindex.run(from == null ? null : Origin.parse(from));
    }
}
