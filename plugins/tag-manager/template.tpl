___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Goodword",
  "categories": ["SURVEY"],
  "brand": { "id": "brand_dummy", "displayName": "Goodword" },
  "description": "Asks visitors three questions: did we understand you, did we keep our promise, would you recommend us. From your own files, to your own endpoint.",
  "containerContexts": ["WEB"]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "url",
    "displayName": "Address of goodword.js",
    "help": "Where you serve the files of Goodword, such as https://shop.example/goodword/goodword.js",
    "simpleValueType": true,
    "alwaysInSummary": true,
    "valueValidators": [{ "type": "NON_EMPTY" }, { "type": "REGEX", "args": ["^https://.+/goodword\\.js$"] }]
  },
  {
    "type": "TEXT",
    "name": "endpoint",
    "displayName": "Where responses are posted",
    "simpleValueType": true,
    "valueValidators": [{ "type": "NON_EMPTY" }]
  },
  {
    "type": "TEXT",
    "name": "survey",
    "displayName": "A name for this survey",
    "simpleValueType": true,
    "valueValidators": [{ "type": "NON_EMPTY" }]
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "settings",
    "displayName": "Other settings",
    "help": "Such as trigger and delay:5s, or theme and dark: whatever an attribute of the element may be",
    "simpleTableColumns": [
      { "name": "name", "displayName": "Setting", "type": "TEXT", "isUnique": true, "defaultValue": "" },
      { "name": "value", "displayName": "Value", "type": "TEXT", "defaultValue": "" }
    ]
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "fields",
    "displayName": "Hidden fields",
    "help": "What you know of the visit, such as plan and pro: it goes with the response",
    "simpleTableColumns": [
      { "name": "name", "displayName": "Field", "type": "TEXT", "isUnique": true, "defaultValue": "" },
      { "name": "value", "displayName": "Value", "type": "TEXT", "defaultValue": "" }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const createArgumentsQueue = require('createArgumentsQueue');
const injectScript = require('injectScript');
const makeTableMap = require('makeTableMap');

// What is called before the script is there waits for it.
const goodword = createArgumentsQueue('goodword', 'goodword.q');
const settings = data.settings && makeTableMap(data.settings, 'name', 'value') || {};
settings.endpoint = data.endpoint;
settings.survey = data.survey;
if (data.fields) goodword('set', makeTableMap(data.fields, 'name', 'value'));
goodword('init', settings);
// The last is the name under which it is loaded once, however many tags ask for it.
injectScript(data.url, data.gtmOnSuccess, data.gtmOnFailure, data.url);


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": { "publicId": "access_globals", "versionId": "1" },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  { "type": 1, "string": "key" },
                  { "type": 1, "string": "read" },
                  { "type": 1, "string": "write" },
                  { "type": 1, "string": "execute" }
                ],
                "mapValue": [
                  { "type": 1, "string": "goodword" },
                  { "type": 8, "boolean": true },
                  { "type": 8, "boolean": true },
                  { "type": 8, "boolean": true }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  { "type": 1, "string": "key" },
                  { "type": 1, "string": "read" },
                  { "type": 1, "string": "write" },
                  { "type": 1, "string": "execute" }
                ],
                "mapValue": [
                  { "type": 1, "string": "goodword.q" },
                  { "type": 8, "boolean": true },
                  { "type": 8, "boolean": true },
                  { "type": 8, "boolean": false }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": { "isEditedByUser": true },
    "isRequired": true
  },
  {
    "instance": {
      "key": { "publicId": "inject_script", "versionId": "1" },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              { "type": 1, "string": "https://*/goodword.js" },
              { "type": 1, "string": "https://*/*/goodword.js" }
            ]
          }
        }
      ]
    },
    "clientAnnotations": { "isEditedByUser": true },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: It asks with the settings that are given
  code: |-
    runCode({
      url: 'https://shop.example/goodword.js',
      endpoint: 'https://shop.example/v1/responses',
      survey: 'support',
      settings: [{name: 'trigger', value: 'delay:5s'}, {name: 'theme', value: 'dark'}]
    });
    assertThat(calls).isEqualTo([['init', {
      trigger: 'delay:5s', theme: 'dark', endpoint: 'https://shop.example/v1/responses', survey: 'support'
    }]]);
- name: Hidden fields are there before it asks
  code: |-
    runCode({
      url: 'https://shop.example/goodword.js', endpoint: '/v1/responses', survey: 'support',
      fields: [{name: 'plan', value: 'pro'}]
    });
    assertThat(calls).isEqualTo([
      ['set', {plan: 'pro'}],
      ['init', {endpoint: '/v1/responses', survey: 'support'}]
    ]);
- name: The tag has fired when the script is there
  code: |-
    mock('injectScript', (url, onSuccess) => {
      assertThat(url).isEqualTo('https://shop.example/feedback/goodword.js');
      assertApi('gtmOnSuccess').wasNotCalled();
      onSuccess();
    });
    runCode({url: 'https://shop.example/feedback/goodword.js', endpoint: '/v1/responses', survey: 'support'});
    assertApi('gtmOnSuccess').wasCalled();
    assertApi('gtmOnFailure').wasNotCalled();
- name: A script that does not load is a tag that failed
  code: |-
    mock('injectScript', (url, onSuccess, onFailure) => onFailure());
    runCode({url: 'https://shop.example/goodword.js', endpoint: '/v1/responses', survey: 'support'});
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
setup: |-
  const calls = [];
  mock('createArgumentsQueue', (name, queue) => {
    assertThat([name, queue]).isEqualTo(['goodword', 'goodword.q']);
    return function() { calls.push([].slice.call(arguments)); };
  });


___NOTES___

Templates > New > Import: choose this file. If your goodword.js has another name, say so under Permissions too.
