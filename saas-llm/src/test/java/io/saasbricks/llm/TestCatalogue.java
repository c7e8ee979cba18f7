package io.saasbricks.llm;

import io.saasbricks.core.json.Json;

/** Four models of three providers, cheap to dear: budget, middle, rival and premium. */
final class TestCatalogue {
  static final String JSON =
      """
      {
        "default": "middle",
        "plans": {"free": "cheapest", "quick": "fastest", "pro": "default", "business": "preferred"},
        "successors": {"middle-1": "middle"},
        "providers": {
          "one": {"format": "openai", "url": "https://one.example"},
          "two": {"format": "openai", "url": "https://two.example"},
          "three": {"format": "gemini", "url": "https://three.example"}
        },
        "models": {
          "budget": {
            "provider": "one", "prices": {"input": 0.1, "output": 0.4},
            "contextTokens": 8000, "maxOutputTokens": 2000, "strengths": ["chat"],
            "capabilities": ["tools"]
          },
          "middle": {
            "provider": "two", "prices": {"input": 0.5, "cached": 0.05, "output": 2},
            "contextTokens": 32000, "maxOutputTokens": 4000, "strengths": ["chat"],
            "capabilities": ["tools", "json-schema", "temperature"]
          },
          "rival": {
            "provider": "three", "prices": {"input": 0.6, "output": 2.4},
            "contextTokens": 32000, "maxOutputTokens": 4000, "strengths": ["chat", "code"],
            "retiredAfter": "2027-01-01T00:00:00Z"
          },
          "premium": {
            "provider": "two", "prices": {"input": 5, "cached": 0.5, "output": 20},
            "contextTokens": 200000, "maxOutputTokens": 8000, "strengths": ["chat", "reasoning"],
            "capabilities": ["tools", "json-schema"]
          }
        }
      }
      """;

  private TestCatalogue() {}

  static ModelCatalogue read() {
    return ModelCatalogue.parse(Json.object(JSON));
  }

  static ModelCard card(String id) {
    return read().find(id).orElseThrow();
  }
}
