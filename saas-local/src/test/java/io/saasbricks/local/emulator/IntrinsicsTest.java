package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Ref P                                   | one
          !Sub 'a ${P} ${!P} ${AWS::AccountId}'    | a one ${P} 123456789012
          !Sub ['${A}-${P}', {A: !Ref P}]          | one-one
          !Join ['-', [a, !Ref P]]                 | a-one
          !Select [1, !Split [',', 'x,y,z']]       | y
          !Select [0, !Ref L]                      | l1
          !GetAtt F.Arn                            | arn:aws:lambda:us-east-1:123456789012:function:local-F
          !Sub '${F.Arn}'                          | arn:aws:lambda:us-east-1:123456789012:function:local-F
          !If [Sure, a, b]                          | a
          !If [Unsure, a, b]                          | b
          !If [Both, a, b]                         | b
          !If [Either, a, b]                       | a
          !Base64 hi                               | aGk=
          !Base64 {Ref: P}                         | b25l
          !Join [',', [a, !Ref 'AWS::NoValue', b]] | a,b
          !Join [',', !Ref L]                      | l1,l2
          !Join ['', []]                           | ''
          !Select ['1', [a, b]]                    | b
          !Select [!Select [0, ['1']], [a, b]]     | b
          !Select [2, !Split [',', 'a,b,']]        | ''
          !Select [1, !Split ['.', 'a.b']]         | b
          !Sub '${AWS::Partition}.${AWS::Region}.${AWS::StackName}.${AWS::URLSuffix}' | aws.us-east-1.local.amazonaws.com
          !Sub ['${P} ${A}', {P: mine, A: 1}]      | mine 1
          !Sub '$P {P} $${P}'                      | $P {P} $one
          !Sub '${Things.StreamArn}'               | arn:aws:dynamodb:us-east-1:123456789012:table/things/stream/2000-01-01T00:00:00.000
          !GetAtt [Things, Arn]                    | arn:aws:dynamodb:us-east-1:123456789012:table/things
          {'Fn::GetAtt': [Things, TableName]}      | things
          !Ref Things                              | things
          !Ref Key                                 | /app/one
          !Ref Queue                               | local-Queue
          !Ref ServerlessHttpApi                   | local-ServerlessHttpApi
          !Ref AWS::StackId                        | arn:aws:cloudformation:us-east-1:123456789012:stack/local/local
          !If [Same, a, b]                         | a
          !If [Other, a, b]                        | b
          !If [Mixed, a, b]                        | b
          !If [Sure, !If [Unsure, a, b], c]        | b
          !If [Unsure, !Ref Nobody, b]             | b
          !FindInMap [M, !Ref P, k]                | found
          {'Fn::Join': ['', [a, b]]}               | ab
          5                                        | 5
          true                                     | true
          """)
  void intrinsicsAreEvaluated(String expression, String expected) {
    String yaml =
        Templates.function(
                "Environment: {Variables: {X: " + expression + "}}",
                "P: {Type: String, Default: one}, L: {Type: CommaDelimitedList, Default: 'l1, l2'}")
            + """
              Things: {Type: AWS::DynamoDB::Table, Properties: {TableName: things}}
              Key: {Type: AWS::SSM::Parameter, Properties: {Name: !Sub '/app/${P}'}}
              Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: not read}}
            Mappings: {M: {one: {k: found}}}
            Conditions:
              Sure: !Equals [!Ref P, one]
              Unsure: !Not [!Condition Sure]
              Both: !And [!Condition Sure, !Condition Unsure]
              Either: !Or [!Condition Sure, !Condition Unsure]
              Same: !Equals [!Ref L, [l1, l2]]
              Other: !Equals [!Ref L, [l1]]
              Mixed: !Equals ['', []]
            """;
    assertThat(Templates.environment(yaml, Map.of())).containsEntry("X", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !And [!Equals [a, a], !Equals [b, b]]                     | true
          !And [!Equals [a, a], !Equals [b, x]]                     | false
          !And [!Equals [a, x], !Equals [b, b]]                     | false
          !And [!Equals [a, a], !Equals [b, b], !Equals [c, x]]     | false
          !Or [!Equals [a, a], !Equals [b, x]]                      | true
          !Or [!Equals [a, x], !Equals [b, b]]                      | true
          !Or [!Equals [a, x], !Equals [b, x]]                      | false
          !Not [!Or [!Equals [a, x], !Equals [b, x]]]               | true
          !Equals [!Ref P, ONE]                                     | false
          !Equals [1, '1']                                          | true
          !Equals [true, 'true']                                    | true
          """)
  void conditionsAreDecided(String condition, boolean holds) {
    String yaml =
        Templates.function(
                "Environment: {Variables: {X: !If [C, true, false]}}",
                "P: {Type: String, Default: one}")
            + "Conditions: {C: "
            + condition
            + "}\n";
    assertThat(Templates.environment(yaml, Map.of())).containsEntry("X", "" + holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !And [!Equals [a, a]]      | Conditions.C: 2 to 10 conditions were expected, not
          !Or a                      | Conditions.C: 2 to 10 conditions were expected, not "a"
          !Not [a]                   | Conditions.C: "a" is not a condition
          !Not [!Equals [a, a], b]   | Conditions.C: Fn::Not takes a list of 1, not
          !Equals [a]                | Conditions.C: Fn::Equals takes a list of 2, not ["a"]
          !Equals [a, b, c]          | Conditions.C: Fn::Equals takes a list of 2, not
          maybe                      | Conditions.C: "maybe" is not a condition
          !Condition Nope            | Conditions.C: no condition is called Nope
          !Condition C               | Conditions.C refers to itself
          !Not [!Condition D]        | Conditions.C refers to itself
          """)
  void conditionThatIsNoneIsRefused(String condition, String message) {
    String yaml =
        Templates.function("Environment: {Variables: {X: !If [C, a, b]}}", "")
            + "Conditions: {D: !Condition C, C: "
            + condition
            + "}\n";
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void moreThanTenConditionsAreRefused() {
    String ten = "!Equals [a, a], ".repeat(9) + "!Equals [a, a]";
    String yaml = Templates.function("Environment: {Variables: {X: !If [C, a, b]}}", "");
    assertThat(Templates.environment(yaml + "Conditions: {C: !And [" + ten + "]}", Map.of()))
        .containsEntry("X", "a");
    String eleven = yaml + "Conditions: {C: !And [" + ten + ", !Equals [a, a]]}";
    assertThatThrownBy(() -> Template.parse(eleven, Map.of()))
        .hasMessageStartingWith("Conditions.C: 2 to 10 conditions were expected");
  }

  @Test
  void nameThatRefersToItselfIsRefused() {
    String yaml =
        Templates.function("Environment: {Variables: {X: !Ref T}}", "")
            + "  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub 'x-${T}'}}\n";
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageEndingWith("the name of T refers to itself");
  }

  @Test
  void valueForAParameterThatIsNotThereIsRefused() {
    String yaml = Templates.function("", "P: {Type: String}");
    assertThatThrownBy(() -> Template.parse(yaml, Map.of("Typo", "x")))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Parameters: none is called Typo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !ImportValue x          | Resources.F.Properties.Environment.Variables.X: Fn::ImportValue is not emulated
          !Ref Nobody             | Resources.F.Properties.Environment.Variables.X: nothing is called Nobody
          !GetAtt F.Version       | Resources.F.Properties.Environment.Variables.X: attribute Version of F is not emulated
          !If [Nope, a, b]        | Resources.F.Properties.Environment.Variables.X: no condition is called Nope
          !Select [9, [a]]        | Resources.F.Properties.Environment.Variables.X: argument 9 is missing
          !FindInMap [M, a, b]    | Resources.F.Properties.Environment.Variables.X: no mapping for
          !Ref Required           | Parameters.Required: no default
          !GetAtt Nobody.Arn      | Resources.F.Properties.Environment.Variables.X: nothing is called Nobody
          !GetAtt F               | Resources.F.Properties.Environment.Variables.X: attribute  of F is not emulated
          !If [Nope, a]           | Resources.F.Properties.Environment.Variables.X: Fn::If takes a list of 3, not ["Nope","a"]
          !Join [',', x]          | Resources.F.Properties.Environment.Variables.X: a list was expected, not "x"
          !Join x                 | Resources.F.Properties.Environment.Variables.X: Fn::Join takes a list of 2, not "x"
          !Join [',', [[a]]]      | Resources.F.Properties.Environment.Variables.X: a string was expected, not ["a"]
          !Split [',', [a]]       | Resources.F.Properties.Environment.Variables.X: a string was expected, not ["a"]
          !Select [x, [a]]        | Resources.F.Properties.Environment.Variables.X: x is no place in a list
          !Select [-1, [a]]       | Resources.F.Properties.Environment.Variables.X: -1 is no place in a list
          !Select [0, a]          | Resources.F.Properties.Environment.Variables.X: a list was expected, not "a"
          !FindInMap [M, a]       | Resources.F.Properties.Environment.Variables.X: Fn::FindInMap takes a list of 3
          !Sub ['${A}']           | Resources.F.Properties.Environment.Variables.X: argument 1 is missing
          !Sub {a: b}             | Resources.F.Properties.Environment.Variables.X: a string was expected
          !Base64 [a]             | Resources.F.Properties.Environment.Variables.X: a string was expected
          !Ref [a]                | Resources.F.Properties.Environment.Variables.X: a string was expected, not ["a"]
          [a, b]                  | Resources.F.Properties.Environment.Variables.X: a string was expected, not ["a","b"]
          {a: b}                  | Resources.F.Properties.Environment.Variables.X: a string was expected, not {"a":"b"}
          ~                       | Resources.F.Properties.Environment.Variables.X: a string was expected, not null
          """)
  void problemNamesItsPlace(String expression, String message) {
    String yaml =
        Templates.function(
            "Environment: {Variables: {X: " + expression + "}}", "Required: {Type: String}");
    assertThatThrownBy(() -> Template.parse(yaml, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }
}
