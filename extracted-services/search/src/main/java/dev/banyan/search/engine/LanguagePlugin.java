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
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.jspecify.annotations.Nullable;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.AbstractTokenFilterFactory;
import org.opensearch.index.analysis.AbstractTokenizerFactory;
import org.opensearch.index.analysis.TokenFilterFactory;
import org.opensearch.index.analysis.TokenizerFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.Plugin;

/**
 * Korean words and n-grams for the embedded OpenSearch, under the names that the plug-in {@code analysis-nori} and the module {@code
 * analysis-common} give them on a real one, as far as our index definition uses them: those are not published as libraries, Lucene's
 * analysers are.
 */
public final class LanguagePlugin extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of("nori_tokenizer", LanguagePlugin::korean, "ngram", LanguagePlugin::ngram);
    }

    private static TokenizerFactory korean(IndexSettings index, Environment environment, String name, Settings settings)
            throws IOException {
        UserDictionary words = dictionary(settings.getAsList("user_dictionary_rules"));
        return new AbstractTokenizerFactory(index, settings, name) {
            @Override
            public Tokenizer create() {
                return new KoreanTokenizer(
                        TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, words, DecompoundMode.DISCARD, false);
            }
        };
    }

    private static TokenizerFactory ngram(
            IndexSettings index, Environment environment, String name, Settings settings) {
        int min = settings.getAsInt("min_gram", 1);
        int max = settings.getAsInt("max_gram", 2);
        return new AbstractTokenizerFactory(index, settings, name) {
            @Override
            public Tokenizer create() {
                return new NGramTokenizer(min, max);
            }
        };
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
