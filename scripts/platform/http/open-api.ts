import { z } from 'zod';
import { API_HEADER, API_MAJOR, endpoints, Problem, type EndpointName } from '../../../shared/platform-api.ts';

const schema = (type: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return rest;
};
const json = (type: z.ZodType, io: 'input' | 'output') => ({ 'application/json': { schema: schema(type, io) } });
const isAbsent = (type: z.ZodType) => type instanceof z.ZodUndefined;

function operation(name: EndpointName) {
  const { summary, auth, query, body, answer } = endpoints[name];
  const properties = query instanceof z.ZodObject ? Object.entries(query.shape as Record<string, z.ZodType>) : [];
  return {
    operationId: name,
    summary,
    ...(auth ? { security: [{ device: [] }] } : {}),
    parameters: properties.map(([key, type]) => ({
      name: key,
      in: 'query',
      required: true,
      schema: schema(type, 'output'),
    })),
    ...(isAbsent(body) ? {} : { requestBody: { required: true, content: json(body, 'input') } }),
    responses: {
      200: {
        description: 'as asked',
        headers: { [API_HEADER]: { schema: { const: API_MAJOR } } },
        content: json(answer, 'output'),
      },
      default: {
        description: 'a problem (RFC 9457)',
        content: { 'application/problem+json': { schema: schema(Problem, 'output') } },
      },
    },
  };
}

/** OpenAPI 3.1 of the contract, made from the very schemas that both sides parse with. */
export function openApi() {
  const names = Object.keys(endpoints) as EndpointName[];
  const paths = [...new Set(names.map((name) => endpoints[name].path))];
  return {
    openapi: '3.1.0',
    info: { title: 'Employment station platform', version: `${API_MAJOR}.0.0` },
    components: { securitySchemes: { device: { type: 'http', scheme: 'bearer' } } },
    paths: Object.fromEntries(
      paths.map((path) => [
        path,
        Object.fromEntries(
          names
            .filter((name) => endpoints[name].path === path)
            .map((name) => [endpoints[name].method.toLowerCase(), operation(name)]),
        ),
      ]),
    ),
  };
}
