package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggedYamlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                              | {}
          '# nothing'                     | {}
          a: 1                            | {"a":1}
          a: 1.50                         | {"a":1.50}
          a: 123456789012345678901        | {"a":123456789012345678901}
          a: true                         | {"a":true}
          a: ~                            | {"a":null}
          a:                              | {"a":null}
          a: "1"                          | {"a":"1"}
          a: 2010-09-09                   | {"a":"2010-09-09"}
          a: [1, b, {c: d}]               | {"a":[1,"b",{"c":"d"}]}
          a: !Ref X                       | {"a":{"Ref":"X"}}
          a: !Condition X                 | {"a":{"Condition":"X"}}
          a: !Sub ${X}                    | {"a":{"Fn::Sub":"${X}"}}
          a: !GetAtt X.Arn                | {"a":{"Fn::GetAtt":"X.Arn"}}
          a: !If [C, !Ref X, !Ref Y]      | {"a":{"Fn::If":["C",{"Ref":"X"},{"Ref":"Y"}]}}
          a: !Transform {Name: x}         | {"a":{"Fn::Transform":{"Name":"x"}}}
          {"a": [true, null]}             | {"a":[true,null]}
          """)
  void shortFormsBecomeLongOnes(String yaml, String json) {
    assertThat(TaggedYaml.read(yaml)).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [unclosed      | not valid YAML: line 1:
          a: b: c        | not valid YAML: line 1:
          a: *nobody     | line 1: an alias, *nobody, is no part of a template
          [&x b, *x]     | line 1: an alias, *x, is no part of a template
          a: {<<: *x}    | line 1: an alias, *x, is no part of a template
          """)
  void textThatIsNoYamlIsRefusedWithItsLine(String yaml, String message) {
    assertThatThrownBy(() -> TaggedYaml.read(yaml))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(message);
  }
}
