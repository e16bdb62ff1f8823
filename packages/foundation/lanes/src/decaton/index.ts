export { DECATON_HEADER, decatonTask, taskMetadataOf, unwrapTask, withTaskMetadata, type DecatonTask } from './task.ts';
export { decodeTaskMetadata, encodeTaskMetadata, NotDecaton, type TaskMetadata } from './task-metadata.ts';
