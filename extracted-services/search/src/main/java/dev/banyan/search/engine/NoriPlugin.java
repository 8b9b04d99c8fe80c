package dev.banyan.search.engine;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.ko.dict.UserDictionary;
import org.jspecify.annotations.Nullable;
import org.opensearch.index.analysis.AbstractTokenFilterFactory;
import org.opensearch.index.analysis.AbstractTokenizerFactory;
import org.opensearch.index.analysis.TokenFilterFactory;
import org.opensearch.index.analysis.TokenizerFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.Plugin;

/**
 * Korean words for the embedded OpenSearch, under the names that the plug-in {@code analysis-nori} gives them on a real
 * one, as far as our index definition uses them: that plug-in is not published as a library, Lucene's analyser is.
 */
public final class NoriPlugin extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of("nori_tokenizer", (index, environment, name, settings) -> {
            UserDictionary words = dictionary(settings.getAsList("user_dictionary_rules"));
            return new AbstractTokenizerFactory(index, settings, name) {
                @Override
                public Tokenizer create() {
                    return new KoreanTokenizer(
                            TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, words, DecompoundMode.DISCARD, false);
                }
            };
        });
    }

    private static @Nullable UserDictionary dictionary(List<String> words) throws IOException {
        return UserDictionary.open(new StringReader(String.join("\n", words)));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
                "nori_part_of_speech",
                (index, environment, name, settings) -> new AbstractTokenFilterFactory(index, name, settings) {
                    @Override
                    public TokenStream create(TokenStream words) {
                        return new KoreanPartOfSpeechStopFilter(words);
                    }
                });
    }
}
